package io.vitrine.bench;

import java.util.List;

/** A benchmark: what {@code ./dev bench NAME} runs. */
interface Bench {
    /** The name on the command line. */
    String name();

    /** One line that says what is measured against what. */
    String title();

    /** Measures; the figures are in the order in which they are to be read. */
    List<Figure> run(Stage stage) throws Exception;
}
