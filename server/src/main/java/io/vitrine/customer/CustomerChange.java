package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One row's change, ready for {@link CustomerUpdateStatement}: texts checked, patches applied.
 *
 * @param properties the new own properties as JSON text
 * @param mapping the new own mapping as JSON text, with data source ids
 * @param decided whether level, parent and mapping were checked under locks already; otherwise the statement goes on
 *     only where they are the current ones
 * @param place where a decided change puts the customer; absent, it stays
 */
record CustomerChange(
        Caller caller,
        CustomerUpdate update,
        Optional<String> properties,
        Optional<String> mapping,
        boolean decided,
        Optional<Place> place) {

    /** A level and perhaps a parent, by internal ids. */
    record Place(long levelId, OptionalLong parentId) {}

    /** What distinguishes customers from one another: two changes with the same key must not share a statement. */
    record Key(long visibilityGroupId, String providedId) {}

    /** The order in which rows are locked, by everyone who locks more than one. */
    static final Comparator<CustomerChange> BY_KEY = Comparator.<CustomerChange>comparingLong(
                    change -> change.caller().visibilityGroupId())
            .thenComparing(change -> change.update().providedId());

    /** The change as the update asks for it, which the statement carries out only where its row decides. */
    static CustomerChange undecided(Caller caller, CustomerUpdate update) {
        return new CustomerChange(
                caller,
                update,
                update.properties().map(Json::write),
                update.mapping().map(Json::write),
                false,
                Optional.empty());
    }

    Key key() {
        return new Key(caller.visibilityGroupId(), update.providedId());
    }

    /** Text with the elements joined by a character that the checks keep out of them. */
    static String joined(List<String> texts) {
        return String.join(SEPARATOR, texts);
    }

    /** The unit separator: no e-mail address has it, and tag names with control characters are unknown. */
    static final String SEPARATOR = "\u001f";
}
