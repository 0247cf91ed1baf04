package io.vitrine.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.vitrine.configuration.AccessLogging;
import io.vitrine.configuration.Configuration;
import io.vitrine.configuration.LogFormat;
import io.vitrine.configuration.LogLevel;
import org.slf4j.LoggerFactory;

/** Sets the log up in code: reading an XML file for it would be a tenth of the start. */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    private static final String LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{20} %msg%n";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        set(context, LogFormat.TEXT, LogLevel.INFO, AccessLogging.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** What the operator's settings say. */
    static void apply(Configuration.Log log) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            set(context, log.format(), log.level(), log.access());
        }
    }

    private static void set(LoggerContext context, LogFormat format, LogLevel level, AccessLogging access) {
        Encoder<ILoggingEvent> encoder = switch (format) {
            case TEXT -> text(context);
            case JSON -> started(new JsonEncoder(), context);
        };
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(console);
        // Libraries speak up only when something is wrong.
        root.setLevel(level == LogLevel.ERROR ? Level.ERROR : Level.WARN);
        context.getLogger("io.vitrine").setLevel(Level.toLevel(level.name()));
        context.getLogger("access")
                .setLevel(
                        switch (access) {
                            case OFF -> Level.OFF;
                            case ON -> Level.INFO;
                        });
    }

    private static PatternLayoutEncoder text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(LINE);
        return started(encoder, context);
    }

    private static <E extends EncoderBase<ILoggingEvent>> E started(E encoder, LoggerContext context) {
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}
