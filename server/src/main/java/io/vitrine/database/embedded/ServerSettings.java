package io.vitrine.database.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an embedded server is set up; the names are PostgreSQL's own.
 *
 * @param parameters PostgreSQL's settings, in the units written there
 */
public record ServerSettings(Map<String, String> parameters) {
    public ServerSettings {
        parameters = Map.copyOf(parameters);
    }

    /** A server that loses no commit, sized for a machine with two cores and a gigabyte to spare. */
    public static ServerSettings durable() {
        Map<String, String> parameters = small();
        parameters.put("fsync", "on");
        parameters.put("synchronous_commit", "on");
        parameters.put("full_page_writes", "on");
        parameters.put("shared_buffers", "256MB");
        parameters.put("max_wal_size", "2GB");
        parameters.put("min_wal_size", "256MB");
        return new ServerSettings(parameters);
    }

    /** A server whose data nobody wants back, for tests: quicker, because nothing is forced to the disk. */
    public static ServerSettings disposable() {
        Map<String, String> parameters = small();
        parameters.put("fsync", "off");
        parameters.put("synchronous_commit", "off");
        parameters.put("full_page_writes", "off");
        parameters.put("shared_buffers", "64MB");
        parameters.put("min_wal_size", "32MB");
        return new ServerSettings(parameters);
    }

    /** As these settings, with one changed. */
    public ServerSettings with(String parameter, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(parameter, value);
        return new ServerSettings(changed);
    }

    List<String> arguments() {
        return parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(parameter -> List.of("-c", parameter.getKey() + "=" + parameter.getValue()).stream())
                .toList();
    }

    private static Map<String, String> small() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("listen_addresses", "127.0.0.1");
        parameters.put("unix_socket_directories", "");
        parameters.put("max_connections", "100");
        parameters.put("jit", "off");
        parameters.put("timezone", "UTC");
        parameters.put("log_timezone", "UTC");
        parameters.put("work_mem", "8MB");
        parameters.put("maintenance_work_mem", "128MB");
        parameters.put("effective_cache_size", "1GB");
        parameters.put("random_page_cost", "1.1");
        parameters.put("wal_buffers", "16MB");
        parameters.put("checkpoint_timeout", "15min");
        parameters.put("checkpoint_completion_target", "0.9");
        parameters.put("log_checkpoints", "off");
        // No replica ever reads this server's log: less of it is written, and bulk loads skip it.
        parameters.put("wal_level", "minimal");
        parameters.put("max_wal_senders", "0");
        parameters.put("max_logical_replication_workers", "0");
        // The data fits the page cache: reading it by oneself beats three more processes that read it for one.
        parameters.put("io_method", "sync");
        parameters.put("autovacuum_naptime", "15s");
        return parameters;
    }
}
