package io.vitrine.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.Property;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 7396: the examples of its appendix that are objects, and what holds for every patch. */
final class MergePatchTest {
    private static final int RUNS = 2_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":"b"}          | {"a":"c"}                  | {"a":"c"}
                    {"a":"b"}          | {"b":"c"}                  | {"a":"b","b":"c"}
                    {"a":"b"}          | {"a":null}                 | {}
                    {"a":"b","b":"c"}  | {"a":null}                 | {"b":"c"}
                    {"a":["b"]}        | {"a":"c"}                  | {"a":"c"}
                    {"a":"c"}          | {"a":["b"]}                | {"a":["b"]}
                    {"a":{"b":"c"}}    | {"a":{"b":"d","c":null}}   | {"a":{"b":"d"}}
                    {"a":[{"b":"c"}]}  | {"a":[1]}                  | {"a":[1]}
                    {"e":null}         | {"a":1}                    | {"e":null,"a":1}
                    {}                 | {"a":{"bb":{"ccc":null}}}  | {"a":{"bb":{}}}
                    """)
    void givesWhatTheStandardsExamplesGive(String target, String patch, String result) {
        assertThat(MergePatch.apply(object(target), object(patch))).isEqualTo(object(result));
    }

    @Test
    void everyMemberOfThePatchIsThereAfterwardsOrGoneAndEveryOtherIsAsItWas() {
        forAllPairs((target, patch) -> assertApplied(target, patch, MergePatch.apply(target, patch)));
    }

    @Test
    void applyingAPatchAgainChangesNothing() {
        forAllPairs((target, patch) -> {
            ObjectNode once = MergePatch.apply(target, patch);
            assertThat(MergePatch.apply(once, patch)).isEqualTo(once);
        });
    }

    @Test
    void neitherTargetNorPatchIsTouched() {
        forAllPairs((target, patch) -> {
            String before = target + " " + patch;
            ObjectNode result = MergePatch.apply(target, patch);
            result.removeAll();
            assertThat(target + " " + patch).isEqualTo(before);
        });
    }

    @Test
    void patchesOfDifferentMembersGiveTheSameInEitherOrder() {
        Property.forAll(
                RUNS,
                random -> new ObjectNode[] {object(random, "abc", 3), object(random, "ab", 3), object(random, "cd", 3)},
                trio -> {
                    ObjectNode oneWay = MergePatch.apply(MergePatch.apply(trio[0], trio[1]), trio[2]);
                    ObjectNode other = MergePatch.apply(MergePatch.apply(trio[0], trio[2]), trio[1]);
                    assertThat(oneWay).isEqualTo(other);
                });
    }

    /** The standard's rule, said once more without building anything. */
    private static void assertApplied(JsonNode target, ObjectNode patch, JsonNode result) {
        for (String key : patch.propertyNames()) {
            JsonNode wanted = patch.get(key);
            if (wanted.isNull()) {
                assertThat(result.has(key)).isFalse();
            } else if (wanted instanceof ObjectNode change) {
                assertApplied(target.path(key), change, result.get(key));
            } else {
                assertThat(result.get(key)).isEqualTo(wanted);
            }
        }
        for (String key : result.propertyNames()) {
            if (!patch.has(key)) {
                assertThat(result.get(key)).isEqualTo(target.get(key));
            }
        }
        for (String key : target.propertyNames()) {
            assertThat(result.has(key)).isEqualTo(!patch.path(key).isNull());
        }
    }

    private interface Check {
        void of(ObjectNode target, ObjectNode patch);
    }

    private static void forAllPairs(Check check) {
        Property.forAll(
                RUNS,
                random -> new ObjectNode[] {object(random, "abc", 3), object(random, "abc", 3)},
                pair -> check.of(pair[0], pair[1]));
    }

    /** An object with few different keys, so that those of two of them meet. */
    private static ObjectNode object(RandomGenerator random, String keys, int depth) {
        ObjectNode object = Json.object();
        for (String key : keys.codePoints().mapToObj(Character::toString).toList()) {
            if (random.nextBoolean()) {
                object.set(key, value(random, keys, depth));
            }
        }
        return object;
    }

    private static JsonNode value(RandomGenerator random, String keys, int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> Json.MAPPER.nullNode();
            case 1 -> Json.MAPPER.valueToTree(random.nextInt(3));
            case 2 -> Json.MAPPER.valueToTree(new int[] {random.nextInt(2)});
            default -> object(random, keys, depth - 1);
        };
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.MAPPER.readTree(json);
    }
}
