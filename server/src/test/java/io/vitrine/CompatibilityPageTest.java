package io.vitrine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of what Vitrine decides for itself names tests; this keeps it from naming any that are gone. */
class CompatibilityPageTest {
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyLineNamesTestsThatExist() throws IOException {
        Map<String, String> sources;
        try (var files = Files.walk(Path.of("src/test/java"))) {
            sources = files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), CompatibilityPageTest::text));
        }
        List<String> rows = Files.readAllLines(Path.of("../docs/compatibility.md")).stream()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
        assertThat(rows).hasSizeGreaterThan(25);
        assertThat(rows).allSatisfy(row -> {
            List<MatchResult> references = REFERENCE.matcher(row).results().toList();
            assertThat(references).isNotEmpty();
            assertThat(references)
                    .allSatisfy(reference -> assertThat(sources.getOrDefault(reference.group(1), ""))
                            .contains("void " + reference.group(2) + "("));
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
