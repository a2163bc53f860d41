package io.switchboard.mail;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes a mail's headers safe and complete: one line each, whatever a caller's name
 * holds, and a Message-ID that is the same when a delivery is tried again, so that a mail
 * system can drop the repeat; one that somebody has redelivered is another mail.
 */
@Component("mailHeaders")
class MailHeaders implements Processor {

	private static final int MAX_SUBJECT = 200;

	@Override
	public void process(Exchange exchange) {
		Message message = exchange.getMessage();
		message.setHeader("Subject", cut(oneLine(message.getHeader("Subject", String.class))));
		message.setHeader("To", oneLine(message.getHeader("To", String.class)));
		message.setHeader("Auto-Submitted", "auto-generated");
		String key = exchange.getVariable("event_key", String.class);
		if (key != null) {
			int redelivery = exchange.getVariable("redelivery", 0, Integer.class);
			String unique = (redelivery > 0) ? key + "/" + redelivery : key;
			UUID name = UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8));
			message.setHeader("Message-ID", "<" + name + "@switchboard>");
		}
	}

	static String oneLine(@Nullable String text) {
		return (text != null) ? text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip() : "";
	}

	private static String cut(String text) {
		return (text.length() <= MAX_SUBJECT) ? text : text.substring(0, MAX_SUBJECT - 1) + "…";
	}

}
