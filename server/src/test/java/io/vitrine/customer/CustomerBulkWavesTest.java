package io.vitrine.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which lines of a bulk call one statement carries out together. */
final class CustomerBulkWavesTest {
    @Test
    void siblingsAreCarriedOutTogether() {
        assertThat(waves("a under root", "b under root", "c under root")).containsExactly(List.of(0, 1, 2));
    }

    @Test
    void childrenComeAfterTheLineOfTheirParent() {
        assertThat(waves("parent", "a under parent", "b under parent", "c under a"))
                .containsExactly(List.of(0), List.of(1, 2), List.of(3));
    }

    @Test
    void linesAboutTheSameCustomerKeepTheirOrder() {
        assertThat(waves("a", "b", "a", "a under b")).containsExactly(List.of(0, 1), List.of(2), List.of(3));
    }

    @Test
    void whatIsWrittenOfAParentAfterItsChildrenComesAfterThem() {
        assertThat(waves("a under parent", "b under parent", "parent", "c under parent"))
                .containsExactly(List.of(0, 1), List.of(2), List.of(3));
    }

    @Test
    void aCustomerIsWaitedForUnderItsNewNameToo() {
        assertThat(waves("old renamed new", "new", "a under new", "old"))
                .containsExactly(List.of(0), List.of(1, 3), List.of(2));
    }

    /** Each line as {@code id}, {@code id under parent} or {@code id renamed other}. */
    private static List<List<Integer>> waves(String... lines) {
        return CustomerBulk.waves(Stream.of(lines)
                .map(line -> line.split(" "))
                .map(words -> line(words[0], after(words, "under"), after(words, "renamed")))
                .toList());
    }

    private static Optional<String> after(String[] words, String word) {
        return words.length == 3 && words[1].equals(word) ? Optional.of(words[2]) : Optional.empty();
    }

    private static BulkLine line(String id, Optional<String> parent, Optional<String> renamed) {
        return new BulkLine.Wanted(
                new NewCustomer(
                        id,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        parent,
                        Optional.empty()),
                new CustomerUpdate(
                        id,
                        renamed,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        parent,
                        OptionalLong.empty()));
    }
}
