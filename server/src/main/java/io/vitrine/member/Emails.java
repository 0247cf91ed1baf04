package io.vitrine.member;

import io.vitrine.customer.EmailAddress;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.Locale;

/** E-mail addresses of members: kept as written, compared without case. */
final class Emails {
    private Emails() {}

    /** The address without blanks around it, or {@code INVALID_FIELD}. */
    static String checked(String text) {
        String email = text.strip();
        if (!EmailAddress.isValid(email)) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD,
                    "email",
                    "The field email takes an e-mail address such as ada@example.com, and got \"" + text + "\".");
        }
        return email;
    }

    static String compared(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** What stands before the at sign, for members who gave no name. */
    static String localPart(String email) {
        return email.substring(0, email.indexOf('@'));
    }
}
