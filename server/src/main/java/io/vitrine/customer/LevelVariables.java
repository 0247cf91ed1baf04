package io.vitrine.customer;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The variables that a place in the tree gives: {@code <level>_id} and {@code <level>_name}, for every ancestor too. */
public final class LevelVariables {
    private LevelVariables() {}

    /** The first part of a level's variables: its name in lower case, an underscore for every other character. */
    public static String prefix(String levelName) {
        return levelName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    }

    /** The variables of a customer, each with the {@code provided_id} of the customer that it comes from. */
    public static Map<String, Inherited<String>> of(ComputedCustomer computed) {
        Map<String, Inherited<String>> variables = new LinkedHashMap<>();
        for (Customer customer : computed.selfAndAncestors()) {
            String prefix = prefix(customer.level().name());
            String id = customer.providedId();
            variables.putIfAbsent(prefix + "_id", new Inherited<>(id, id));
            variables.putIfAbsent(prefix + "_name", new Inherited<>(customer.name(), id));
        }
        return variables;
    }
}
