package io.switchboard.text;

import java.util.Arrays;
import java.util.List;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.helpers.MessageFormatter;

import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/**
 * Makes the lines of the log readable. A quoted text is one line, so that nobody outside
 * can write log lines of their own, or send control codes to a terminal.
 */
public class ReadableLog extends MessageConverter {

	@Override
	public String convert(ILoggingEvent event) {
		Object[] quoted = event.getArgumentArray();
		if (quoted == null || quoted.length == 0) {
			return Readable.lines(event.getFormattedMessage());
		}
		Object[] readable = Arrays.stream(quoted)
			.map((each) -> (each instanceof Number || each instanceof Boolean) ? each
					: Readable.line(String.valueOf(each)))
			.toArray();
		return Readable.lines(MessageFormatter.basicArrayFormat(event.getMessage(), readable));
	}

	/** Before Spring Boot makes the appenders. */
	static class Installer implements ApplicationListener<ApplicationStartingEvent> {

		@Override
		public void onApplicationEvent(ApplicationStartingEvent event) {
			List.of("m", "msg", "message")
				.forEach((word) -> PatternLayout.DEFAULT_CONVERTER_SUPPLIER_MAP.put(word, ReadableLog::new));
		}

	}

}
