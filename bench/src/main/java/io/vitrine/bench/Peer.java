package io.vitrine.bench;

/**
 * Another product that keeps records of customers, on the same PostgreSQL, under the same client.
 *
 * <p>Its package comes from npm into the run's own folder.
 */
interface Peer {
    String name();

    /** Installs it, gives it that many records, and starts it. */
    Running start(Stage stage, int records) throws Exception;

    /**
     * A peer that answers.
     *
     * @param process ends with this
     * @param url of the server
     * @param update its own update of one random record
     * @param read its own query for one random record
     */
    record Running(Process process, String url, Wrk update, Wrk read) implements AutoCloseable {
        @Override
        public void close() {
            // npm's launchers have the server as their child.
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
