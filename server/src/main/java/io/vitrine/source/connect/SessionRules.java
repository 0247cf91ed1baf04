package io.vitrine.source.connect;

import java.time.Duration;
import java.util.Map;

/**
 * What holds in a session for one statement.
 *
 * @param timeout after which the database itself stops the statement, where it can
 * @param fetchLimit the most rows that will be read, for a database that can leave off by itself
 * @param variables settings for row security, by name; on PostgreSQL only
 */
record SessionRules(Duration timeout, long fetchLimit, Map<String, String> variables) {}
