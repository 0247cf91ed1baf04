package io.vitrine.json;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 7396 JSON Merge Patch: absent keeps, {@code null} removes, objects merge, everything else replaces. */
public final class MergePatch {
    private MergePatch() {}

    /** The target with the patch applied; neither argument changes. */
    public static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        ObjectNode result = target.deepCopy();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String key = member.getKey();
            JsonNode value = member.getValue();
            if (value.isNull()) {
                result.remove(key);
            } else if (value instanceof ObjectNode change) {
                ObjectNode before = result.get(key) instanceof ObjectNode object ? object : Json.object();
                result.set(key, apply(before, change));
            } else {
                result.set(key, value.deepCopy());
            }
        }
        return result;
    }
}
