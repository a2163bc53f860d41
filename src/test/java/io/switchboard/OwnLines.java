package io.switchboard;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * The lines that some classes log on the thread of this test, without those of other
 * threads.
 */
public final class OwnLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private final Thread own = Thread.currentThread();

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final List<Logger> loggers;

	public OwnLines(Class<?>... classes) {
		setContext((LoggerContext) LoggerFactory.getILoggerFactory());
		start();
		this.loggers = Stream.of(classes).map((each) -> (Logger) LoggerFactory.getLogger(each)).toList();
		this.loggers.forEach((each) -> each.addAppender(this));
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (Thread.currentThread() == this.own && event.getLevel().isGreaterOrEqual(Level.INFO)) {
			this.lines.add(event.getLevel() + " " + event.getFormattedMessage());
		}
	}

	/** Level and text of each line, from INFO upwards. */
	public List<String> lines() {
		return this.lines;
	}

	@Override
	public void close() {
		this.loggers.forEach((each) -> each.detachAppender(this));
	}

}
