package io.vitrine.customer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What children take over from their ancestors: per top-level key the nearest value wins, tags are united. */
public final class Inheritance {
    private Inheritance() {}

    /**
     * The entries of a customer and its ancestors, where the same key stands more than once the nearest.
     *
     * <p>Own entries come first and in their order, then what each ancestor adds.
     *
     * @param nearestFirst the customer itself, its parent, its grandparent and so on
     */
    public static <V> Map<String, Inherited<V>> nearestWins(
            List<Customer> nearestFirst, Function<Customer, ? extends Iterable<Map.Entry<String, V>>> entries) {
        Map<String, Inherited<V>> result = new LinkedHashMap<>();
        for (Customer customer : nearestFirst) {
            for (Map.Entry<String, V> entry : entries.apply(customer)) {
                result.putIfAbsent(entry.getKey(), new Inherited<>(entry.getValue(), customer.providedId()));
            }
        }
        return result;
    }

    /** Own tags, then those of the ancestors, each once and with the nearest customer that has it. */
    public static Map<String, Inherited<String>> groupTags(List<Customer> nearestFirst) {
        return nearestWins(
                nearestFirst,
                customer -> customer.groupTags().stream()
                        .map(tag -> Map.entry(tag, tag))
                        .toList());
    }
}
