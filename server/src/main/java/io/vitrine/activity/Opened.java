package io.vitrine.activity;

/** How often viewers opened a dashboard of a data visibility group. */
record Opened(Key key, long times) {
    record Key(long visibilityGroupId, String embedId) {}
}
