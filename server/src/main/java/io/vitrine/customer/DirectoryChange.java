package io.vitrine.customer;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One change of the directory that is no change of a customer's own record.
 *
 * @param place where it stands in the history
 * @param subject what kind of thing was changed
 * @param name which one: a tag's name before the change, a portal's dashboard, an end user's id
 * @param customer the provided id of the customer that it belongs to, where there is one still
 * @param action {@code create}, {@code update} or {@code delete}
 * @param actor {@code token:<id>}, {@code member:<id>} or {@code system}
 * @param actorName the name of the API token or member, where there is one still
 * @param before how it was; absent for a creation
 * @param after how it became; absent for a deletion
 */
public record DirectoryChange(
        Cursor place,
        Subject subject,
        String name,
        Optional<String> customer,
        String action,
        String actor,
        Optional<String> actorName,
        Optional<ObjectNode> before,
        Optional<ObjectNode> after) {

    /** What is kept in this history. */
    public enum Subject {
        GROUP_TAG("group_tag"),
        LEVELS("levels"),
        PORTAL("portal"),
        END_USER("end_user");

        private final String word;

        Subject(String word) {
            this.word = word;
        }

        /** The subject as the database and the API write it. */
        public String word() {
            return word;
        }

        /** The subject of that word. */
        public static Optional<Subject> named(String word) {
            for (Subject subject : values()) {
                if (subject.word.equals(word)) {
                    return Optional.of(subject);
                }
            }
            return Optional.empty();
        }
    }

    /** When the change was made. */
    public Instant at() {
        return place.createdAt();
    }
}
