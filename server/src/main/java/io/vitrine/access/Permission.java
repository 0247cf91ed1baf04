package io.vitrine.access;

/** What a caller may do; API tokens and members' roles are sets of these. */
public enum Permission {
    /** See customers, tags, dashboards. */
    READ,
    /** See customers' tokens. */
    READ_TOKENS,
    /** Create and change customers, tags, dashboards; make embed tokens; run queries. */
    WRITE,
    /** Delete customers, tags, dashboards. */
    DELETE,
    /** Publish to environments, change how dashboards are delivered. */
    PUBLISH,
    /** See data sources, schemas, data visibility groups and members; never a credential. */
    READ_SETUP,
    /** Create and change data sources and schemas. */
    WRITE_DATA,
    /** Delete data sources and schemas. */
    DELETE_DATA,
    /** API tokens, embed secrets, levels, groups, origins, members. */
    ADMINISTER
}
