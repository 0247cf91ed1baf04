package io.vitrine.member;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;

/** The refusals of this feature, each worded once. */
final class MemberRefusals {
    private MemberRefusals() {}

    /** One and the same for an unknown address, a wrong password and a member who may not sign in. */
    static Refusal wrongSignIn() {
        return new Refusal(ErrorCode.UNAUTHENTICATED, "The e-mail address or the password is wrong.");
    }

    static Refusal unknownMember() {
        return new Refusal(ErrorCode.NOT_FOUND, "id", "There is no member of this id.");
    }

    static Refusal emailTaken(String email) {
        return new Refusal(ErrorCode.ALREADY_EXISTS, "email", "\"" + email + "\" is a member already.");
    }

    static Refusal lastAdmin() {
        return new Refusal(
                ErrorCode.IN_USE, "This is the last admin who can sign in. Make another member an admin first.");
    }

    static Refusal codeOver() {
        return new Refusal(
                ErrorCode.NOT_FOUND,
                "code",
                "This link was used already, was taken back, or is over. Ask an admin for a new one.");
    }
}
