package io.vitrine.configuration;

import io.vitrine.database.DatabaseAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of values that settings take. */
final class ValueTypes {
    private ValueTypes() {}

    static ValueType<Integer> wholeNumber(int least, int most) {
        return ValueType.open(
                "a whole number from %d to %d".formatted(least, most),
                text -> text.matches("[0-9]{1,10}")
                        ? Optional.of(Long.parseLong(text))
                                .filter(number -> number >= least && number <= most)
                                .map(Long::intValue)
                        : Optional.empty());
    }

    static ValueType<String> host() {
        return ValueType.open(
                "a host name or an IP address without a port",
                text -> text.matches("[0-9A-Za-z._-]+|\\[?[0-9A-Fa-f:.]+(%[0-9A-Za-z]+)?]?")
                        ? Optional.of(text)
                        : Optional.empty());
    }

    static ValueType<Path> path() {
        return ValueType.open("the path of a directory", text -> {
            try {
                String expanded = text.equals("~") || text.startsWith("~/") ? home() + text.substring(1) : text;
                return Optional.of(Path.of(expanded).toAbsolutePath().normalize());
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    /** What the shell means by {@code ~}; the account's own entry may name a folder that is not there. */
    private static String home() {
        return Optional.ofNullable(System.getenv("HOME"))
                .filter(home -> !home.isBlank())
                .orElseGet(() -> System.getProperty("user.home"));
    }

    static ValueType<URI> webAddress() {
        return ValueType.open("an address such as https://analytics.example.com, without a query", text -> {
            try {
                URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
                boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                return web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null
                        ? Optional.of(uri)
                        : Optional.empty();
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        });
    }

    static ValueType<List<AddressRange>> addressRanges() {
        return ValueType.open("IP addresses or networks such as 10.0.0.0/8, separated by commas", text -> {
            List<AddressRange> ranges = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                if (part.isBlank()) {
                    continue;
                }
                Optional<AddressRange> range = AddressRange.parse(part.strip());
                if (range.isEmpty()) {
                    return Optional.empty();
                }
                ranges.add(range.get());
            }
            return Optional.of(List.copyOf(ranges));
        });
    }

    static ValueType<DatabaseAddress> databaseAddress() {
        return ValueType.secret(DatabaseUrl.EXPECTATION, DatabaseUrl::parse);
    }

    static ValueType<InstallationKey> installationKey() {
        return ValueType.secret(
                "32 bytes in base64, 44 characters; `openssl rand -base64 32` makes one", InstallationKey::parse);
    }

    static ValueType<BootstrapToken> bootstrapToken() {
        return ValueType.secret("64 hexadecimal characters; `openssl rand -hex 32` makes one", BootstrapToken::parse);
    }

    static ValueType<String> text() {
        return ValueType.open(
                "a text that is not empty", text -> Optional.of(text).filter(one -> !one.isBlank()));
    }

    static ValueType<ClientSecret> clientSecret() {
        return ValueType.secret("a text that is not empty", ClientSecret::parse);
    }

    /** As written, because ID tokens name it so; in the clear only on this machine. */
    static ValueType<URI> issuer() {
        return ValueType.open("an address that begins with https, without a query", text -> {
            try {
                URI uri = new URI(text);
                boolean near = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
                boolean safe = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && near);
                return safe && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null
                        ? Optional.of(uri)
                        : Optional.empty();
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        });
    }

    static ValueType<List<String>> domains() {
        return ValueType.open("domains such as example.com, separated by commas", text -> {
            List<String> domains = Arrays.stream(text.split(",", -1))
                    .map(part -> part.strip().toLowerCase(Locale.ROOT))
                    .filter(part -> !part.isEmpty())
                    .toList();
            return domains.stream().allMatch(domain -> domain.matches("[\\p{L}\\p{N}.-]+"))
                    ? Optional.of(domains)
                    : Optional.empty();
        });
    }

    static ValueType<String> emailAddress() {
        return ValueType.open(
                "an e-mail address such as ada@example.com",
                text -> text.matches("[^\\s@]+@[^\\s@]+") ? Optional.of(text) : Optional.empty());
    }

    static ValueType<AdminPassword> adminPassword() {
        return ValueType.secret("a password of 10 to 500 characters", AdminPassword::parse);
    }

    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return ValueType.open(
                constants.stream().map(ValueTypes::written).collect(Collectors.joining(", ", "one of ", "")),
                text -> constants.stream()
                        .filter(constant -> written(constant).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst());
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
