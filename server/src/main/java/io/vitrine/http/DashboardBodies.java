package io.vitrine.http;

import io.vitrine.dashboard.Attribute;
import io.vitrine.dashboard.DashboardChange;
import io.vitrine.dashboard.EmbedId;
import io.vitrine.dashboard.NewDashboard;
import io.vitrine.dashboard.Visibility;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what bodies and paths say about a dashboard. */
public final class DashboardBodies {
    private DashboardBodies() {}

    public static NewDashboard newDashboard(BodyFields body) {
        return new NewDashboard(
                body.text("embed_id").map(EmbedId::given),
                body.name("name"),
                attributes(body).orElse(List.of()),
                body.bool("is_drilldown").orElse(false),
                visibility(body).orElse(Visibility.EVERYBODY),
                body.object("definition"));
    }

    public static DashboardChange change(BodyFields body) {
        return new DashboardChange(body.name("name"), attributes(body), body.bool("is_drilldown"), visibility(body));
    }

    /** A version number in the path; what is none is a version that does not exist. */
    public static int version(Request request) {
        String text = request.pathParameter("version");
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    /** The required version number of a body; one beyond all counting is a version that does not exist. */
    public static int version(BodyFields body, String field) {
        long number = body.number(field).orElseThrow(() -> BodyFields.missing(field));
        return number > Integer.MAX_VALUE ? 0 : (int) number;
    }

    private static Optional<List<Attribute>> attributes(BodyFields body) {
        return body.value("attributes").map(value -> {
            if (!value.isArray()) {
                throw wrongAttributes();
            }
            List<Attribute> attributes = new ArrayList<>();
            for (JsonNode pair : value) {
                if (!pair.path("attribute").isString() || !pair.path("value").isString()) {
                    throw wrongAttributes();
                }
                attributes.add(new Attribute(
                        pair.path("attribute").stringValue(), pair.path("value").stringValue()));
            }
            return attributes;
        });
    }

    private static Refusal wrongAttributes() {
        return BodyFields.invalid(
                "attributes", "The field attributes takes an array of {\"attribute\": \"…\", \"value\": \"…\"}.");
    }

    private static Optional<Visibility> visibility(BodyFields body) {
        return body.object("visibility").map(BodyFields::of).map(limits -> {
            for (String member : limits.all().propertyNames()) {
                if (!member.equals("group_tags") && !member.equals("levels")) {
                    throw BodyFields.invalid(
                            "visibility", "visibility takes group_tags and levels, not " + member + ".");
                }
            }
            return new Visibility(limits.texts("group_tags"), limits.texts("levels"));
        });
    }
}
