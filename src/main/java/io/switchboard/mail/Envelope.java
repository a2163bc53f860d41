package io.switchboard.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

/**
 * The recipients of a mail in this attempt: those in its header that do not have it yet.
 * {@code MailHeaders} hands it to {@code MailSender} in a header that is never sent.
 *
 * @param mail the mail's name, the same in each attempt
 * @param recipients the addresses of this attempt, perhaps none
 * @param malformed the recipients that are not addresses
 * @param fromEvents the addresses that came with an event, in lower case: somebody else
 * chose them
 * @param senderFromEvent whether the sender did so too
 */
record Envelope(String mail, List<String> recipients, List<String> malformed, Set<String> fromEvents,
		boolean senderFromEvent) {

	static final String HEADER = "X-Switchboard-Envelope";

	private static final String LINE = "\n";

	Envelope(String mail, List<String> recipients, List<String> malformed) {
		this(mail, recipients, malformed, Set.of(), false);
	}

	/** Whether somebody else chose a recipient. */
	boolean isFromEvent(String recipient) {
		return this.fromEvents.contains(recipient.toLowerCase(Locale.ROOT));
	}

	/** What is remembered of a recipient that took it. */
	String done(String recipient) {
		return "mail " + this.mail + " to " + recipient;
	}

	Set<String> done(Address @Nullable [] recipients) {
		return (recipients == null) ? Set.of()
				: Arrays.stream(recipients).map(Envelope::text).map(this::done).collect(Collectors.toSet());
	}

	Address[] addresses() throws AddressException {
		Address[] addresses = new Address[this.recipients.size()];
		for (int i = 0; i < addresses.length; i++) {
			addresses[i] = new InternetAddress(this.recipients.get(i));
		}
		return addresses;
	}

	static String text(Address address) {
		return (address instanceof InternetAddress internet) ? internet.getAddress() : address.toString();
	}

	String toHeader() {
		String lines = String.join(LINE, this.mail, String.valueOf(this.senderFromEvent),
				String.join(",", this.fromEvents), String.join(",", this.recipients),
				String.join(LINE, this.malformed));
		return Base64.getEncoder().encodeToString(lines.getBytes(StandardCharsets.UTF_8));
	}

	static Envelope ofHeader(String header) {
		String[] lines = new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8).split(LINE);
		return new Envelope(lines[0], addresses(lines, 3),
				Arrays.stream(lines).skip(4).filter((each) -> !each.isEmpty()).toList(),
				new HashSet<>(addresses(lines, 2)), lines.length > 1 && Boolean.parseBoolean(lines[1]));
	}

	private static List<String> addresses(String[] lines, int line) {
		return (lines.length > line && !lines[line].isEmpty()) ? List.of(lines[line].split(",")) : List.of();
	}

	/** Takes it out of a mail; without one it goes to all recipients. */
	static Envelope take(MimeMessage message) throws MessagingException {
		String header = message.getHeader(HEADER, null);
		message.removeHeader(HEADER);
		if (header != null) {
			return ofHeader(header);
		}
		List<String> all = new ArrayList<>();
		Address[] recipients = message.getAllRecipients();
		if (recipients != null) {
			Arrays.stream(recipients).map(Envelope::text).forEach(all::add);
		}
		return new Envelope("", all, List.of());
	}

}
