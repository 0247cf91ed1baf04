package io.vitrine.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.Sealer;
import io.vitrine.json.Json;
import io.vitrine.json.JsonObjectText;
import io.vitrine.testing.Property;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What holds for every line of customers, however deep it is and whatever stands in it. */
final class InheritancePropertyTest {
    private static final int RUNS = 2_000;
    private static final CustomerToken TOKEN =
            new CustomerToken(new byte[0], new CustomerTokens(new Sealer(new byte[Sealer.KEY_BYTES])));
    private static final String[] KEYS = {"a", "b", "c", "d", ""};
    private static final String[] TAGS = {"red", "green", "blue"};

    @Test
    void everyComputedPropertyIsTheOneOfTheNearestThatHasIt() {
        forAllLines(line -> {
            Set<String> expected = new TreeSet<>();
            for (Customer member : line.selfAndAncestors()) {
                expected.addAll(member.properties().node().propertyNames());
            }
            assertThat(new TreeSet<>(line.properties().keySet())).isEqualTo(expected);
            line.properties().forEach((key, inherited) -> {
                Customer nearest = line.selfAndAncestors().stream()
                        .filter(member -> member.properties().node().has(key))
                        .findFirst()
                        .orElseThrow();
                assertThat(inherited.from()).isEqualTo(nearest.providedId());
                assertThat(inherited.value())
                        .isEqualTo(nearest.properties().node().get(key));
                assertThat(line.computedProperties().node().get(key)).isEqualTo(inherited.value());
            });
        });
    }

    @Test
    void ownPropertiesComeFirstInTheirOrderAndWithTheirValues() {
        forAllLines(line -> {
            ObjectNode own = line.customer().properties().node();
            List<String> names = List.copyOf(line.computedProperties().node().propertyNames());
            assertThat(names.subList(0, own.size())).isEqualTo(List.copyOf(own.propertyNames()));
            own.properties()
                    .forEach(
                            entry -> assertThat(line.computedProperties().node().get(entry.getKey()))
                                    .isEqualTo(entry.getValue()));
        });
    }

    @Test
    void aValueIsInheritedAsAWholeAndNeverMixed() {
        forAllLines(line -> line.computedProperties()
                .node()
                .forEach(value -> assertThat(line.selfAndAncestors())
                        .anyMatch(member ->
                                member.properties().node().valueStream().anyMatch(value::equals))));
    }

    @Test
    void theMappingIsInheritedByTheSameRule() {
        forAllLines(line -> line.mapping().forEach((schema, inherited) -> {
            Customer nearest = line.selfAndAncestors().stream()
                    .filter(member -> member.mapping().node().has(schema))
                    .findFirst()
                    .orElseThrow();
            assertThat(inherited.from()).isEqualTo(nearest.providedId());
            assertThat(line.computedMapping().node().get(schema))
                    .isEqualTo(nearest.mapping().node().get(schema));
        }));
    }

    @Test
    void tagsAreTheUnionOfTheWholeLine() {
        forAllLines(line -> {
            Set<String> union = new LinkedHashSet<>();
            line.selfAndAncestors().forEach(member -> union.addAll(member.groupTags()));
            assertThat(line.groupTags().keySet()).containsExactlyElementsOf(union);
        });
    }

    @Test
    void whatTheParentComputesIsAllThatAChildWithNothingOfItsOwnHas() {
        forAllLines(line -> {
            Customer bare = customer(99, Json.object(), Json.object(), List.of());
            ComputedCustomer child = new ComputedCustomer(bare, line.selfAndAncestors());
            assertThat(child.computedProperties()).isEqualTo(line.computedProperties());
            assertThat(child.computedMapping()).isEqualTo(line.computedMapping());
            assertThat(child.groupTags()).isEqualTo(line.groupTags());
        });
    }

    private interface Check {
        void of(ComputedCustomer line);
    }

    private static void forAllLines(Check check) {
        Property.forAll(RUNS, InheritancePropertyTest::line, check::of);
    }

    private static ComputedCustomer line(RandomGenerator random) {
        List<Customer> members = new ArrayList<>();
        for (int depth = random.nextInt(7); depth >= 0; depth--) {
            ObjectNode mapping = Json.object();
            ObjectNode properties = Json.object();
            List<String> tags = new ArrayList<>();
            for (String key : KEYS) {
                if (random.nextInt(3) == 0) {
                    properties.set(
                            key,
                            Property.oneOf(
                                    random,
                                    Json.MAPPER.nullNode(),
                                    Json.MAPPER.valueToTree(random.nextInt(3)),
                                    Json.object().put("n", random.nextInt(3)).put("m" + random.nextInt(2), true)));
                }
                if (random.nextInt(3) == 0) {
                    mapping.put(key, Integer.toString(random.nextInt(3)));
                }
            }
            for (String tag : TAGS) {
                if (random.nextInt(3) == 0) {
                    tags.add(tag);
                }
            }
            members.add(customer(members.size(), properties, mapping, tags));
        }
        return new ComputedCustomer(members.getFirst(), members.subList(1, members.size()));
    }

    private static Customer customer(int place, ObjectNode properties, ObjectNode mapping, List<String> tags) {
        return new Customer(
                place,
                1,
                "Production",
                TOKEN,
                "customer-" + place,
                "Customer " + place,
                new Level(place, place, "Level " + place),
                OptionalLong.empty(),
                false,
                JsonObjectText.stored(Json.write(properties)),
                JsonObjectText.stored(Json.write(mapping)),
                List.of(),
                tags,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
