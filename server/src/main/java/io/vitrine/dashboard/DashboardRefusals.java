package io.vitrine.dashboard;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;

/** The refusals that more than one part of the feature gives, worded once. */
final class DashboardRefusals {
    private DashboardRefusals() {}

    static Refusal unknown(ResourceType type) {
        return new Refusal(
                ErrorCode.NOT_FOUND,
                "embed_id",
                switch (type) {
                    case DASHBOARD -> "There is no dashboard with this embed_id.";
                    case REPORT -> "There is no report builder with this embed_id.";
                });
    }

    static Refusal unknownVersion(int version) {
        return new Refusal(
                ErrorCode.NOT_FOUND, "version_number", "There is no version " + version + " of this dashboard.");
    }

    static Refusal embedIdTaken(EmbedId embedId) {
        return new Refusal(
                ErrorCode.ALREADY_EXISTS, "embed_id", "The embed_id " + embedId.text() + " is taken already.");
    }

    static Refusal otherRevision(long current) {
        return new Refusal(
                ErrorCode.PRECONDITION_FAILED,
                "If-Match",
                "The dashboard is at revision " + current + " by now. Read it again and repeat the change.");
    }

    static Refusal draftChanged(Draft draft) {
        return new Refusal(
                ErrorCode.PRECONDITION_FAILED,
                "If-Match",
                "The draft was changed by " + draft.actor() + " at " + draft.updatedAt() + " and is at revision "
                        + draft.revision() + ". Read it again and merge your change into it.");
    }

    static Refusal draftNotNamed(Draft draft) {
        return new Refusal(
                ErrorCode.PRECONDITION_FAILED,
                "If-Match",
                "Say in If-Match which draft this replaces, by the ETag of the one you read, so that nobody's work is"
                        + " lost; * replaces whatever is there. The draft is at revision " + draft.revision() + ".");
    }
}
