package io.vitrine.customer;

import io.vitrine.error.Refusal;

/** One line of a bulk call, read and checked as far as that goes without the database. */
public sealed interface BulkLine {
    /** A customer to create where there is none, to update where there is. */
    record Wanted(NewCustomer ifNew, CustomerUpdate ifThere) implements BulkLine {
        public Wanted {
            if (!ifNew.providedId().equals(ifThere.providedId())) {
                throw new IllegalArgumentException("a line is about one customer");
            }
        }

        String providedId() {
            return ifNew.providedId();
        }
    }

    /** A line that is refused already. */
    record Unreadable(Refusal refusal) implements BulkLine {}

    /** What became of a line. */
    sealed interface Result {
        /** The line was carried out. */
        record Done(String providedId, boolean isNew) implements Result {}

        /** Nothing of the line was carried out. */
        record Refused(Refusal refusal) implements Result {}
    }
}
