package io.switchboard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.slf4j.LoggerFactory;

/**
 * Adds to the report of a failed test what was logged while it ran, here and in processes
 * that it started. Everything else is logged to files below {@code
 * target/surefire-reports}.
 */
public class FailureLog implements BeforeAllCallback, BeforeEachCallback, TestExecutionExceptionHandler {

	private static final int LINES = 30;

	private static final Recent RECENT = new Recent();

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FailureLog.class);

	/** Before a class listens to a logger. */
	@Override
	public void beforeAll(ExtensionContext context) {
		LoggingOnce.setUpIfNeeded();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		context.getStore(NAMESPACE).put(Instant.class, Instant.now());
		if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root
				&& !root.isAttached(RECENT)) {
			RECENT.start();
			root.addAppender(RECENT);
		}
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		Instant begin = context.getStore(NAMESPACE).get(Instant.class, Instant.class);
		Stream<String> own = RECENT.events.stream()
			.filter((event) -> !event.getInstant().isBefore(begin))
			.map((event) -> "%s %s %s: %s".formatted(event.getInstant(), event.getLevel(), event.getLoggerName(),
					event.getFormattedMessage()));
		failure.addSuppressed(new LoggedMeanwhile("in this JVM, warnings and worse", own.toList()));
		for (Path log : ChildSwitchboard.logs()) {
			if (Files.exists(log) && !Files.getLastModifiedTime(log).toInstant().isBefore(begin)) {
				failure.addSuppressed(new LoggedMeanwhile("in " + log, Files.readAllLines(log)));
			}
		}
		throw failure;
	}

	/** Carries the log into the report; it is not a failure. */
	private static final class LoggedMeanwhile extends Exception {

		private static final long serialVersionUID = 1L;

		private LoggedMeanwhile(String where, List<String> lines) {
			super("logged meanwhile %s:\n".formatted(where) + lines.stream()
				.skip(Math.max(0, lines.size() - LINES))
				.map((line) -> "    " + line)
				.collect(Collectors.joining("\n")), null, false, false);
		}

	}

	private static final class Recent extends AppenderBase<ILoggingEvent> {

		private static final int MOST = 1000;

		private final ConcurrentLinkedDeque<ILoggingEvent> events = new ConcurrentLinkedDeque<>();

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
				this.events.add(event);
				if (this.events.size() > MOST) {
					this.events.poll();
				}
			}
		}

	}

}
