package io.vitrine.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoggingTest {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingTest.class);

    @AfterEach
    void restore() throws JoranException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void aLineOfJsonIsOneObjectWithLevelLoggerAndMessage() {
        String output = outputOf(LogFormat.JSON, LogLevel.INFO, () -> LOG.info("started {}", 8080));
        JsonNode line = JsonMapper.shared().readTree(output);
        assertThat(line.path("level").asString()).isEqualTo("INFO");
        assertThat(line.path("loggerName").asString()).isEqualTo(LoggingTest.class.getName());
        assertThat(line.path("formattedMessage").asString()).isEqualTo("started 8080");
        assertThat(line.has("timestamp")).isTrue();
        assertThat(output.strip()).doesNotContain("\n");
    }

    @Test
    void aLineOfTextSaysWhenHowGraveAndWhat() {
        assertThat(outputOf(LogFormat.TEXT, LogLevel.INFO, () -> LOG.warn("slow")))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\S+ WARN  LoggingTest slow\\R");
    }

    @Test
    void whatIsLessGraveThanTheLevelIsLeftOutAndLibrariesAreQuieter() {
        assertThat(outputOf(LogFormat.TEXT, LogLevel.INFO, () -> {
                    LOG.debug("detail");
                    LoggerFactory.getLogger("org.eclipse.jetty.server").info("chatter");
                }))
                .isEmpty();
        assertThat(outputOf(LogFormat.TEXT, LogLevel.DEBUG, () -> LOG.debug("detail")))
                .contains("detail");
    }

    private static String outputOf(LogFormat format, LogLevel level, Runnable work) {
        PrintStream standard = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            Logging.apply(new Configuration.Log(format, level));
            work.run();
        } finally {
            System.setOut(standard);
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
