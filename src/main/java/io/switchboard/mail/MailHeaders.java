package io.switchboard.mail;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.switchboard.text.Readable;
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
		message.setHeader("Subject", subject(message.getHeader("Subject", String.class)));
		message.setHeader("To", Readable.line(message.getHeader("To", String.class)));
		message.setHeader("Auto-Submitted", "auto-generated");
		String key = exchange.getVariable("event_key", String.class);
		if (key != null) {
			int redelivery = exchange.getVariable("redelivery", 0, Integer.class);
			String unique = (redelivery > 0) ? key + "/" + redelivery : key;
			UUID name = UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8));
			message.setHeader("Message-ID", "<" + name + "@switchboard>");
		}
	}

	static String subject(@Nullable String text) {
		return EncodedWords.literal(Readable.cut(Readable.line(text), MAX_SUBJECT));
	}

}
