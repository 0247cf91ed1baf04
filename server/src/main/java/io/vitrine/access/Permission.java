package io.vitrine.access;

/** What a caller may do; API tokens and members' roles are sets of these. */
public enum Permission {
    /** See customers, tags, dashboards. */
    READ,
    /** Create and change customers, tags, data, dashboards; make embed tokens. */
    WRITE,
    /** Delete, publish to environments, change how dashboards are delivered. */
    PUBLISH,
    /** Tokens, secrets, levels, groups, members. */
    ADMINISTER
}
