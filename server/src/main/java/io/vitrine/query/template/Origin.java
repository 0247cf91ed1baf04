package io.vitrine.query.template;

/** Where a variable's value came from. */
public sealed interface Origin {
    /** A property, own or inherited, of the customer with this provided id. */
    record CustomerProperty(String providedId) implements Origin {
        @Override
        public String toString() {
            return "customer property from " + providedId;
        }
    }

    /** The id or the name of the customer with this provided id. */
    record LevelVariable(String providedId) implements Origin {
        @Override
        public String toString() {
            return "level variable from " + providedId;
        }
    }

    /** What a viewer, the page around it or the dashboard's author offers; the earlier one wins. */
    enum Offered implements Origin {
        LIVE_INPUT("live input"),
        VARIABLES_ATTRIBUTE("variables attribute"),
        URL("URL"),
        EMBED_DEFAULT("embed default"),
        CONTROL_DEFAULT("control default");

        private final String text;

        Offered(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
