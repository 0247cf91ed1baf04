package io.vitrine.http;

import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.CustomerUpdate;
import io.vitrine.customer.EmailAddress;
import io.vitrine.customer.GroupTags;
import io.vitrine.customer.NewCustomer;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Request;
import io.vitrine.json.Json;
import io.vitrine.json.MergePatch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Reads what bodies say about a customer. */
public final class CustomerBodies {
    private static final int MAX_MAPPING = 1_000;

    private CustomerBodies() {}

    /** The body of a create call. A merge patch has nothing to merge into yet, so it is the whole. */
    public static NewCustomer newCustomer(BodyFields body, Optional<String> token) {
        return new NewCustomer(
                body.requiredId("provided_id"),
                body.name("name"),
                mapping(body, "mapping").or(() -> patched(mapping(body, "mapping_patch"))),
                body.bool("is_demo_group").orElse(false),
                body.object("properties").or(() -> patched(body.object("properties_patch"))),
                emails(body, "emails"),
                groupTags(body).orElse(List.of()),
                body.name("hierarchy_level_name"),
                parent(body).filter(id -> !id.isEmpty()),
                token);
    }

    private static Optional<ObjectNode> patched(Optional<ObjectNode> patch) {
        return patch.map(changes -> MergePatch.apply(Json.object(), changes));
    }

    /** The body of an update call, with the version that {@code If-Match} demands. */
    public static CustomerUpdate update(BodyFields body, OptionalLong expectedVersion) {
        refuseTogether(body, "properties", "properties_patch");
        refuseTogether(body, "mapping", "mapping_patch");
        List<String> emails = emails(body, "emails");
        List<String> emailsRemove = emails(body, "emails_remove");
        Set<String> both = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        both.addAll(emails);
        both.removeIf(email -> emailsRemove.stream().noneMatch(email::equalsIgnoreCase));
        if (!both.isEmpty()) {
            throw new Refusal(
                    ErrorCode.CONFLICTING_FIELDS,
                    "emails_remove",
                    "The address " + both.iterator().next() + " is to be added and removed at once.");
        }
        return new CustomerUpdate(
                body.requiredId("provided_id"),
                body.id("new_provided_id"),
                body.name("name"),
                mapping(body, "mapping"),
                mapping(body, "mapping_patch"),
                body.bool("is_demo_group"),
                body.object("properties"),
                body.object("properties_patch"),
                emails,
                emailsRemove,
                groupTags(body),
                body.name("hierarchy_level_name"),
                parent(body),
                expectedVersion);
    }

    /** A token to keep, for customers that move here with their embeds. */
    public static Optional<String> token(BodyFields body) {
        Optional<String> token = body.text("token");
        if (token.isPresent() && !CustomerDirectory.isWellFormedToken(token.get())) {
            throw BodyFields.invalid("token", "A customer token has 64 characters, each of 0-9 and a-f.");
        }
        return token;
    }

    /** The version in {@code If-Match}; absent for {@code *} and without the header. */
    public static OptionalLong expectedVersion(Request request) {
        Optional<String> header = request.headers().first("If-Match").map(String::strip);
        if (header.isEmpty() || header.get().equals("*")) {
            return OptionalLong.empty();
        }
        String tag = header.get();
        if (!tag.matches("\"[0-9]{1,18}\"")) {
            throw new Refusal(
                    ErrorCode.PRECONDITION_FAILED,
                    "If-Match",
                    "If-Match takes the ETag of a customer, such as \"3\" with its quotes; " + tag + " is none.");
        }
        return OptionalLong.of(Long.parseLong(tag.substring(1, tag.length() - 1)));
    }

    /** Addresses, each checked. */
    public static List<String> emails(BodyFields body, String field) {
        List<String> emails = body.texts(field).orElse(List.of());
        for (String email : emails) {
            if (!EmailAddress.isValid(email)) {
                throw BodyFields.invalid(
                        field, "\"" + email + "\" in " + field + " is not an e-mail address, such as ann@example.com.");
            }
        }
        return emails;
    }

    /** Tag names, each once; what cannot be the name of a tag is an unknown one. */
    private static Optional<List<String>> groupTags(BodyFields body) {
        String field = "group_tags";
        return body.texts(field).map(names -> {
            for (String name : names) {
                if (!GroupTags.isName(name)) {
                    throw new Refusal(
                            ErrorCode.UNKNOWN_GROUP_TAG,
                            field,
                            "An element of group_tags is blank or has control characters. Give names of group tags.");
                }
            }
            return names.stream().distinct().toList();
        });
    }

    private static Optional<ObjectNode> mapping(BodyFields body, String field) {
        return body.object(field).map(mapping -> {
            if (mapping.size() > MAX_MAPPING) {
                throw BodyFields.invalid(
                        field,
                        "The field " + field + " has " + mapping.size() + " entries; at most " + MAX_MAPPING + ".");
            }
            return mapping;
        });
    }

    /** The parent's id, where the empty text is a value of its own: no parent. */
    private static Optional<String> parent(BodyFields body) {
        String field = "parent_provided_id";
        boolean empty = body.value(field)
                .filter(value -> value.isString() && value.stringValue().isEmpty())
                .isPresent();
        return empty ? Optional.of("") : body.id(field);
    }

    private static void refuseTogether(BodyFields body, String field, String patch) {
        if (body.has(field) && body.has(patch)) {
            throw new Refusal(
                    ErrorCode.CONFLICTING_FIELDS,
                    patch,
                    "Give either " + field + ", which replaces the whole, or " + patch + ", which merges; not both.");
        }
    }
}
