package io.vitrine.customer;

import java.util.Optional;

/**
 * A level in a list that is to replace the levels there are.
 *
 * @param id which level it was, by id; wins over {@code was}
 * @param was which level it was, by name; absent, the one of the same name, and a new one where there is none
 */
public record WantedLevel(String name, Optional<Long> id, Optional<String> was) {}
