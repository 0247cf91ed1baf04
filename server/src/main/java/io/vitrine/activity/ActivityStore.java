package io.vitrine.activity;

import static io.vitrine.database.SqlArray.column;

import io.vitrine.access.Caller;
import io.vitrine.database.Row;
import io.vitrine.database.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The counts of all servers, an hour a row. */
final class ActivityStore {
    private static final Comparator<RunTally.Counted> BY_KEY = Comparator.<RunTally.Counted>comparingLong(
                    one -> one.key().visibilityGroupId())
            .thenComparing(one -> one.key().embedId())
            .thenComparingInt(one -> one.key().version())
            .thenComparing(one -> one.key().part());

    /** Adds counts to this hour's; in the order of their keys, so that two servers cannot wait for each other. */
    int add(Session session, List<RunTally.Counted> counted) {
        List<RunTally.Counted> all = counted.stream().sorted(BY_KEY).toList();
        return session.update(
                """
                insert into panel_hour as p (visibility_group_id, hour, embed_id, version, part, runs, errors, kept,
                  longest_ms, times, last_error_code, last_error, last_error_at)
                select i.g, date_trunc('hour', now()), i.embed_id, i.version, i.part, i.runs, i.errors, i.kept, i.longest,
                  i.times::bigint[], i.code, i.text, case when i.code is not null then now() end
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                  as i(g, embed_id, version, part, runs, errors, kept, longest, times, code, text, n)
                where exists (select from visibility_group v where v.id = i.g)
                order by i.n
                on conflict (visibility_group_id, hour, embed_id, version, part) do update set
                  runs = p.runs + excluded.runs, errors = p.errors + excluded.errors, kept = p.kept + excluded.kept,
                  longest_ms = greatest(p.longest_ms, excluded.longest_ms),
                  times = (select array_agg(a + b order by n)
                           from unnest(p.times, excluded.times) with ordinality t(a, b, n)),
                  last_error_code = coalesce(excluded.last_error_code, p.last_error_code),
                  last_error = coalesce(excluded.last_error, p.last_error),
                  last_error_at = coalesce(excluded.last_error_at, p.last_error_at)""",
                column("bigint", all, one -> one.key().visibilityGroupId()),
                column("text", all, one -> one.key().embedId()),
                column("integer", all, one -> one.key().version()),
                column("text", all, one -> one.key().part()),
                column("bigint", all, RunTally.Counted::runs),
                column("bigint", all, RunTally.Counted::errors),
                column("bigint", all, RunTally.Counted::kept),
                column("bigint", all, RunTally.Counted::longest),
                column(
                        "text",
                        all,
                        one -> one.times().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"))),
                column(
                        "text",
                        all,
                        one -> one.lastFailure().map(PanelRun.Failure::code).orElse(null)),
                column(
                        "text",
                        all,
                        one -> one.lastFailure().map(PanelRun.Failure::text).orElse(null)));
    }

    /** Adds openings to this hour's, in the order of their keys too. */
    int open(Session session, List<Opened> opened) {
        List<Opened> all = opened.stream()
                .sorted(Comparator.<Opened>comparingLong(one -> one.key().visibilityGroupId())
                        .thenComparing(one -> one.key().embedId()))
                .toList();
        return session.update(
                """
                insert into embed_hour as e (visibility_group_id, hour, embed_id, opened)
                select i.g, date_trunc('hour', now()), i.embed_id, i.times
                from unnest(?, ?, ?) with ordinality as i(g, embed_id, times, n)
                where exists (select from visibility_group v where v.id = i.g)
                order by i.n
                on conflict (visibility_group_id, hour, embed_id) do update set opened = e.opened + excluded.opened""",
                column("bigint", all, one -> one.key().visibilityGroupId()),
                column("text", all, one -> one.key().embedId()),
                column("bigint", all, Opened::times));
    }

    /** Dashboards that were opened since then in the caller's group, the most opened first. */
    List<Activity.Embed> embeds(Session session, Caller caller, Instant since) {
        return session.list(
                """
                select e.embed_id, coalesce(min(d.name), e.embed_id) as name, sum(e.opened)::bigint as opened
                from embed_hour e left join dashboard d on d.embed_id = e.embed_id
                where e.visibility_group_id = ? and e.hour >= date_trunc('hour', ?::timestamptz)
                group by e.embed_id order by opened desc, e.embed_id""",
                row -> new Activity.Embed(row.text("embed_id"), row.text("name"), row.number("opened")),
                caller.visibilityGroupId(),
                since);
    }

    int see(Session session, List<SourceTally.Seen> seen) {
        List<SourceTally.Seen> all = seen.stream()
                .sorted(Comparator.comparingLong(SourceTally.Seen::source))
                .toList();
        return session.update(
                """
                insert into source_health as h (data_source_id, ok_at, ok_ms, failed_at, failure)
                select i.id, i.ok_at::timestamptz, i.ok_ms, i.failed_at::timestamptz, i.failure
                from unnest(?, ?, ?, ?, ?) with ordinality as i(id, ok_at, ok_ms, failed_at, failure, n)
                where exists (select from data_source s where s.id = i.id) order by i.n
                on conflict (data_source_id) do update set
                  ok_ms = case when excluded.ok_at > coalesce(h.ok_at, '-infinity') then excluded.ok_ms else h.ok_ms end,
                  ok_at = greatest(h.ok_at, excluded.ok_at),
                  failure = case when excluded.failed_at > coalesce(h.failed_at, '-infinity') then excluded.failure
                            else h.failure end,
                  failed_at = greatest(h.failed_at, excluded.failed_at)""",
                column("bigint", all, SourceTally.Seen::source),
                column("text", all, one -> one.okAt().map(Instant::toString).orElse(null)),
                column("bigint", all, SourceTally.Seen::milliseconds),
                column("text", all, one -> one.failedAt().map(Instant::toString).orElse(null)),
                column("text", all, one -> one.failure().orElse(null)));
    }

    /** The hours of the caller's group since then, one for each part and hour. */
    List<Activity.Panel> panels(Session session, Caller caller, Instant since) {
        return session.list("""
                select p.embed_id, coalesce(d.name, p.embed_id) as name, p.version, p.part, p.runs, p.errors, p.kept,
                  p.longest_ms, p.times, p.last_error_code, p.last_error, p.last_error_at
                from panel_hour p left join dashboard d on d.embed_id = p.embed_id
                where p.visibility_group_id = ? and p.hour >= date_trunc('hour', ?::timestamptz)
                order by p.hour""", ActivityStore::panel, caller.visibilityGroupId(), since);
    }

    /** The data sources of the caller's group. */
    List<Activity.Source> sources(Session session, Caller caller) {
        return session.list(
                """
                select s.id, s.name, s.kind, h.ok_at, h.ok_ms, h.failed_at, h.failure
                from data_source s
                  join data_source_visibility_group l on l.data_source_id = s.id and l.visibility_group_id = ?
                  left join source_health h on h.data_source_id = s.id
                where s.team_id = ? order by s.created_at, s.id""",
                row -> new Activity.Source(
                        row.number("id"),
                        row.text("name"),
                        row.text("kind"),
                        row.optionalInstant("ok_at"),
                        row.optionalInstant("ok_at").isPresent() ? Optional.of(row.number("ok_ms")) : Optional.empty(),
                        row.optionalInstant("failed_at"),
                        row.optionalText("failure")),
                caller.visibilityGroupId(),
                caller.teamId());
    }

    int forgetOld(Session session) {
        return session.update("delete from panel_hour where hour < now() - interval '8 days'")
                + session.update("delete from embed_hour where hour < now() - interval '8 days'");
    }

    private static Activity.Panel panel(Row row) throws SQLException {
        return new Activity.Panel(
                row.text("embed_id"),
                row.text("name"),
                row.integer("version"),
                row.text("part"),
                row.number("runs"),
                row.number("errors"),
                row.number("kept"),
                row.number("longest_ms"),
                row.numbers("times"),
                row.optionalText("last_error_code"),
                row.optionalText("last_error"),
                row.optionalInstant("last_error_at"));
    }
}
