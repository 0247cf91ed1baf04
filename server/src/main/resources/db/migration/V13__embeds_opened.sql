-- How often embeds were opened, an hour a row, beside the runs of their panels: docs/decisions/0305.

create table embed_hour (
  visibility_group_id bigint not null references visibility_group on delete cascade,
  hour                timestamptz not null,
  embed_id            text not null,
  opened              bigint not null,
  primary key (visibility_group_id, hour, embed_id)
);
comment on table embed_hour is 'Sessions that viewers opened; previews do not count. Rows older than eight days go.';
