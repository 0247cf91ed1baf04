package io.vitrine.source;

import java.util.Map;

/** What the kinds of data sources let be set on a connection, and which of it is secret. */
public interface ConnectionRules {
    /**
     * The settings of a new connection, checked.
     *
     * @throws io.vitrine.error.Refusal at {@code kind} or {@code connection.<name>}
     */
    Map<String, String> check(String kind, Map<String, String> given);

    /** The settings after a change, checked: a secret that is not given again stays as it was. */
    Map<String, String> change(String kind, Map<String, String> before, Map<String, String> given);

    /** The settings without their secrets: what may be shown. */
    Map<String, String> shown(String kind, Map<String, String> settings);
}
