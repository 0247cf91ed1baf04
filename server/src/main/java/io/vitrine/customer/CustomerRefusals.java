package io.vitrine.customer;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;

/** The refusals that more than one part of the directory gives, worded once. */
final class CustomerRefusals {
    private CustomerRefusals() {}

    /** The same words for a customer of another group as for one that does not exist. */
    static Refusal unknownCustomer() {
        return new Refusal(
                ErrorCode.NOT_FOUND, "provided_id", "There is no customer with this provided_id in the token's group.");
    }

    static Refusal unknownToken() {
        return new Refusal(ErrorCode.NOT_FOUND, "current_token", "There is no customer with this current_token.");
    }

    static Refusal unknownParent(String providedId) {
        return new Refusal(
                ErrorCode.UNKNOWN_PARENT,
                "parent_provided_id",
                "There is no customer \"" + providedId + "\" in this data visibility group that could be the parent.");
    }

    static Refusal unknownGroupTags(String names) {
        return new Refusal(
                ErrorCode.UNKNOWN_GROUP_TAG,
                "group_tags",
                "There is no group tag " + names + ". Make it with create_group_tag first.");
    }

    static Refusal otherVersion(long current) {
        return new Refusal(
                ErrorCode.PRECONDITION_FAILED,
                "If-Match",
                "The customer is at version " + current + " by now. Read it again and repeat the change.");
    }

    static Refusal providedIdTaken(String providedId) {
        return new Refusal(
                ErrorCode.ALREADY_EXISTS,
                "new_provided_id",
                "Another customer has the provided_id \"" + providedId + "\" already.");
    }
}
