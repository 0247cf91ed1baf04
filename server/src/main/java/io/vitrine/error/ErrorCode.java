package io.vitrine.error;

import java.util.Locale;

/** Why a call was refused; the lower-case name is the {@code code} member of every error body. */
public enum ErrorCode {
    /** The body is not the JSON that the call takes, or not UTF-8. */
    MALFORMED_JSON,
    /** A required field is absent. */
    MISSING_FIELD,
    /** A field is present and its value is not one that the field takes. */
    INVALID_FIELD,
    /** A query parameter is present and its value is not one that the parameter takes. */
    INVALID_PARAMETER,
    /** A field and its patch were given together. */
    CONFLICTING_FIELDS,
    /** A group tag was named that the team does not have. */
    UNKNOWN_GROUP_TAG,
    /** A hierarchy level was named that the team does not have. */
    UNKNOWN_LEVEL,
    /** A parent was named that does not exist in the customer's data visibility group. */
    UNKNOWN_PARENT,
    /** A mapping names a schema that the team does not have. */
    UNKNOWN_SCHEMA,
    /** A mapping names a data source that is not linked to the data visibility group, or is of another schema. */
    UNKNOWN_DATA_SOURCE,
    /** The change would put a customer at or above the level of its parent, or at or below that of a child. */
    LEVEL_NOT_BELOW_PARENT,
    /** The customer still has children. */
    HAS_CHILDREN,
    /** A group tag of that name exists already. */
    GROUP_TAG_EXISTS,
    /** The thing is still used by another, which the message names. */
    IN_USE,
    /** No token was given, or none that this installation knows. */
    UNAUTHENTICATED,
    /** The token is known and may not do this. */
    FORBIDDEN,
    /** A token that can write came with an {@code Origin} header that the team has not listed. */
    BROWSER_ORIGIN_REFUSED,
    /** A call that stands on a member's session does not say that it comes from one of the server's own pages. */
    CROSS_SITE_REQUEST,
    /** There is no such thing, or none that this token may see. */
    NOT_FOUND,
    /** The path exists, and not with this method. */
    METHOD_NOT_ALLOWED,
    /** The new id or name is taken. */
    ALREADY_EXISTS,
    /** Another call with the same {@code Idempotency-Key} is still running. */
    IDEMPOTENCY_KEY_IN_USE,
    /** The {@code Idempotency-Key} was used before with another body. */
    IDEMPOTENCY_KEY_REUSED,
    /** {@code If-Match} names another version than the current one. */
    PRECONDITION_FAILED,
    /** The body is longer than the server takes. */
    BODY_TOO_LARGE,
    /** The body's media type is not one that the call takes. */
    UNSUPPORTED_MEDIA_TYPE,
    /** The quota of calls is used up; the answer says when to come again. */
    RATE_LIMITED,
    /** The server is at its limit of work under way; the answer says when to come again. */
    OVERLOADED,
    /** A viewer's token does not open: wrong key, tampered, malformed or of another group. */
    INVALID_EMBED_TOKEN,
    /** A viewer's token was good once and is over. */
    EXPIRED_EMBED_TOKEN,
    /** A viewer's token is bound to another origin than the page that shows it. */
    ORIGIN_NOT_ALLOWED,
    /** A dashboard's definition breaks its schema, or refers to what is not there; the field is a JSON pointer. */
    INVALID_DASHBOARD,
    /** A template does not parse, or breaks a rule of the templates. */
    INVALID_TEMPLATE,
    /** A template needs a variable that has no value. */
    MISSING_VARIABLE,
    /** The customer has no data source for a schema that demands one. */
    NO_DATA_SOURCE,
    /** The data source refused the statement. */
    QUERY_FAILED,
    /** Whoever asked went away before the answer was there, and nobody reads this. */
    CLIENT_GONE,
    /** The statement ran out of its time. */
    QUERY_TIMEOUT,
    /** The data source cannot be reached or does not let us in. */
    DATA_SOURCE_UNAVAILABLE,
    /** The directory's database is away. */
    DATABASE_UNAVAILABLE,
    /** A defect of the server: logged there, never shown. */
    INTERNAL;

    /** The code as it stands in an error body, for example {@code unknown_group_tag}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
