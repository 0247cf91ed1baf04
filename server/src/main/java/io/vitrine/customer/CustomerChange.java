package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * One row's change, ready for {@link CustomerUpdateStatement}: texts checked, patches applied.
 *
 * @param properties the new own properties as JSON text
 * @param mapping the new own mapping as JSON text, with data source ids
 * @param tags the new own tags
 * @param decided whether level, parent and mapping were checked under locks already; otherwise the statement goes on
 *     only where they are the current ones
 * @param place where a decided change puts the customer; absent, it stays
 */
record CustomerChange(
        Caller caller,
        CustomerUpdate update,
        Optional<String> properties,
        Optional<String> mapping,
        Optional<Tags> tags,
        boolean decided,
        Optional<Place> place) {

    /**
     * Group tags by their ids.
     *
     * @param ofVersion the vocabulary that knew their names; absent where the transaction of the change read them
     */
    record Tags(List<Long> ids, OptionalLong ofVersion) {
        static Tags read(List<Long> ids) {
            return new Tags(ids, OptionalLong.empty());
        }

        /** The ids as the text of a {@code bigint[]}. */
        String text() {
            return ids.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** A level and perhaps a parent, by internal ids. */
    record Place(long levelId, OptionalLong parentId) {}

    /** What distinguishes customers from one another: two changes with the same key must not share a statement. */
    record Key(long visibilityGroupId, String providedId) {}

    /** The order in which rows are locked, by everyone who locks more than one. */
    static final Comparator<CustomerChange> BY_KEY = Comparator.<CustomerChange>comparingLong(
                    change -> change.caller().visibilityGroupId())
            .thenComparing(change -> change.update().providedId());

    /**
     * The change as the update asks for it, which the statement carries out only where its row decides; absent where
     * more than the row is needed from the start.
     */
    static Optional<CustomerChange> undecided(Caller caller, CustomerUpdate update, Vocabulary vocabulary) {
        if (!update.isDecidedByItsRow()) {
            return Optional.empty();
        }
        Optional<Tags> tags = update.groupTags()
                .flatMap(names -> vocabulary.tagIds(caller.teamId(), names))
                .map(ids -> new Tags(ids, OptionalLong.of(vocabulary.version())));
        if (tags.isEmpty() && update.groupTags().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new CustomerChange(
                caller,
                update,
                update.properties().map(Json::write),
                update.mapping().map(Json::write),
                tags,
                false,
                Optional.empty()));
    }

    Key key() {
        return new Key(caller.visibilityGroupId(), update.providedId());
    }

    /** Text with the elements joined by a character that the checks keep out of them. */
    static String joined(List<String> texts) {
        return String.join(SEPARATOR, texts);
    }

    /** The unit separator: no e-mail address has it. */
    static final String SEPARATOR = "\u001f";
}
