package org.session4j.scenarios;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps the lines of a log, with the messages of exceptions and the names of threads. */
final class LogRecorder extends AppenderBase<ILoggingEvent> {

    final Queue<String> lines = new ConcurrentLinkedQueue<>();

    void listenTo(Logger logger) {
        setContext(logger.getLoggerContext());
        start();
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage() + " " + event.getThreadName());
        for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
            lines.add(t.getClassName() + ": " + t.getMessage());
        }
    }
}
