package io.switchboard.mail;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.switchboard.declared.Offline;
import io.switchboard.failure.Done;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.text.Readable;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes a mail's headers safe and complete. Each is one line, even if a caller's name has
 * line breaks. The Message-ID is the same in each attempt of a delivery, so that a mail
 * system can drop a repetition. A redelivery is a new mail.
 */
@Component("mailHeaders")
public class MailHeaders implements Processor {

	/** The header in which the kamelet names the template. */
	private static final String TEMPLATE = "template";

	/** The variable in which the kamelet has a step's addresses, as they are written. */
	private static final String WRITTEN = "email_written";

	private static final String COUNT = "SwitchboardMails ";

	private static final int MAX_SUBJECT = 200;

	private final String domain;

	private final String from;

	@Autowired
	MailHeaders(MailSettings settings) {
		this(settings.from());
	}

	MailHeaders(String from) {
		this.domain = domain(from);
		this.from = from;
	}

	/** For mails that nobody sends. */
	@Offline
	static MailHeaders unsent(Environment settings) {
		return new MailHeaders(settings.getProperty("mail.from", ""));
	}

	@Override
	public void process(Exchange exchange) {
		Message message = exchange.getMessage();
		message.setHeader("Subject", subject(message.getHeader("Subject", String.class)));
		message.setHeader("Auto-Submitted", "auto-generated");
		String template = String.valueOf(message.removeHeader(TEMPLATE));
		Origins origins = Origins.of(exchange, exchange.getVariable(WRITTEN, String.class), this.from);
		exchange.removeVariable(WRITTEN);
		Recipients recipients = recipients(message, "To").and(recipients(message, "Cc"))
			.and(recipients(message, "Bcc"));
		Recipients sender = sender(message);
		set(message, "Reply-To", Recipients.readable(text(message, "Reply-To")).header());
		String key = exchange.getVariable("event_key", String.class);
		if (key != null) {
			String mail = mail(exchange, key, template);
			boolean first = count(exchange, "") == 0;
			int redelivery = exchange.getVariable("redelivery", 0, Integer.class);
			String unique = (first ? key : mail) + ((redelivery > 0) ? "/" + redelivery : "");
			message.setHeader("Message-ID", "<%s@%s>".formatted(name(unique), this.domain));
			message.setHeader(Envelope.HEADER, envelope(exchange, name(mail), recipients, sender, origins).toHeader());
		}
	}

	private static Recipients recipients(Message message, String header) {
		Recipients recipients = Recipients.of(text(message, header));
		set(message, header, recipients.header());
		return recipients;
	}

	/** Without one the endpoint says it: {@code mail.from}. */
	private static Recipients sender(Message message) {
		String text = text(message, "From");
		Recipients sender = Recipients.of(text);
		if (!sender.malformed().isEmpty() || sender.addresses().size() > 1) {
			throw new PermanentFailure("a mail has one sender, and 'from' says '%s'".formatted(text));
		}
		set(message, "From", sender.header());
		return sender;
	}

	private static String text(Message message, String header) {
		return Readable.line(message.getHeader(header, String.class));
	}

	private static void set(Message message, String header, String value) {
		message.removeHeader(header);
		if (!value.isEmpty() || header.equals("To")) {
			message.setHeader(header, value);
		}
	}

	/**
	 * A route may send several mails. Each has its own name, which is the same in each
	 * attempt.
	 */
	private static String mail(Exchange exchange, String key, String template) {
		int sent = count(exchange, template);
		return (sent > 0) ? "%s/%s/%d".formatted(key, template, sent) : key + "/" + template;
	}

	private static int count(Exchange exchange, String what) {
		int before = exchange.getProperty(COUNT + what, 0, Integer.class);
		exchange.setProperty(COUNT + what, before + 1);
		return before;
	}

	private static String name(String text) {
		return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
	}

	private static Envelope envelope(Exchange exchange, String mail, Recipients recipients, Recipients sender,
			Origins origins) {
		Envelope all = new Envelope(mail, recipients.addresses(), recipients.malformed());
		return new Envelope(mail,
				all.recipients().stream().filter((each) -> !Done.contains(exchange, all.done(each))).toList(),
				all.malformed(), origins.fromEvents(all.recipients()),
				!origins.fromEvents(sender.addresses()).isEmpty());
	}

	/** Of {@code mail.from}; a Message-ID without one looks like spam. */
	static String domain(String from) {
		try {
			String address = new InternetAddress(from, false).getAddress();
			int at = address.lastIndexOf('@');
			return (at >= 0 && at < address.length() - 1) ? IDN.toASCII(address.substring(at + 1)) : "localhost";
		}
		catch (AddressException | IllegalArgumentException ex) {
			return "localhost";
		}
	}

	static String subject(@Nullable String text) {
		return EncodedWords.literal(Readable.cut(Readable.line(text), MAX_SUBJECT));
	}

}
