package io.vitrine.configuration;

import io.vitrine.database.DatabaseAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the address of a PostgreSQL as people write it: the driver's {@code jdbc:} form, or the form of PostgreSQL's own
 * tools and of hosting companies, {@code postgresql://user:password@host:port/database?sslmode=require}.
 *
 * <p>Several hosts may be given, separated by commas. User and password are percent-decoded.
 */
final class DatabaseUrl {
    static final String EXPECTATION = "like postgresql://user:password@host:5432/database or"
            + " jdbc:postgresql://host:5432/database?user=…&password=…, with a host and a database";

    private static final Pattern FORM = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://"
            + "(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
            + "(?<hosts>[^/?@]+)"
            + "/(?<database>[^/?]+)"
            + "(?:\\?(?<query>.*))?");

    /** Parameters that PostgreSQL's tools spell differently from the driver. */
    private static final Map<String, String> DRIVER_NAMES =
            Map.of("application_name", "ApplicationName", "connect_timeout", "connectTimeout");

    private DatabaseUrl() {}

    static Optional<DatabaseAddress> parse(String text) {
        Matcher url = FORM.matcher(text);
        if (!url.matches()) {
            return Optional.empty();
        }
        Optional<String> user = decoded(url.group("user"));
        Optional<String> password = decoded(url.group("password"));
        List<String> parameters = new ArrayList<>();
        for (String parameter :
                Optional.ofNullable(url.group("query")).orElse("").split("&", -1)) {
            String name = parameter.substring(0, Math.max(0, parameter.indexOf('=')));
            if (name.isEmpty()) {
                continue;
            }
            String value = parameter.substring(name.length() + 1);
            switch (name) {
                // Taken out of the address, so that it can be shown.
                case "user" -> user = decoded(value);
                case "password" -> password = decoded(value);
                default -> parameters.add(DRIVER_NAMES.getOrDefault(name, name) + "=" + value);
            }
        }
        String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
        String address = "jdbc:postgresql://" + url.group("hosts") + "/" + url.group("database") + query;
        return Optional.of(new DatabaseAddress(address, user, password));
    }

    private static Optional<String> decoded(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.of(text);
        }
    }
}
