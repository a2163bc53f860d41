package io.switchboard.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RefusedForNow;
import io.switchboard.failure.SignInRefused;
import io.switchboard.failure.WrongSetting;
import io.switchboard.text.Causes;
import io.switchboard.text.Readable;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/**
 * Says what a mail server's refusal means. The refused command counts as much as the
 * code: {@code 5.7.1} for a recipient means a missing sign-in, but for the mail itself it
 * means the content.
 */
final class Refusals {

	private static final String SETTINGS = "; see mail.username and mail.password (MAIL_USERNAME, MAIL_PASSWORD)";

	/** The mail client's own word. */
	private static final String CLOSED = "[EOF]";

	private static final int MAX_LENGTH = 200;

	private Refusals() {
	}

	static MessagingException ofMalformed(Envelope envelope) {
		return new MailFailure(
				new PermanentFailure("no mail address: %s%s".formatted(quoted(envelope.malformed()),
						taken(Set.copyOf(envelope.recipients())))),
				envelope.recipients().stream().map(envelope::done).collect(Collectors.toSet()));
	}

	/**
	 * @param client of {@code oauth.*} whose token was refused; empty for a password
	 */
	static MessagingException ofSignIn(MessagingException failure, SmtpReply reply, String client) {
		if (reply.isLater()) {
			return away(reply);
		}
		String reason = reply.isNever() ? reply.text() : String.valueOf(failure.getMessage());
		String settings = client.isEmpty() ? SETTINGS
				: "; see mail.username (MAIL_USERNAME), oauth.%s and whether that client may send for the mailbox"
					.formatted(client);
		return new MailFailure(new SignInRefused("the mail server refuses the sign-in: " + reason + settings),
				Set.of());
	}

	/** Before any mail was spoken of. */
	static MessagingException ofGreeting(MessagingException failure, SmtpReply reply) {
		if (reply.isNever()) {
			return new MailFailure(ours(reply, "the mail server refuses the connection: " + reply.text()), Set.of());
		}
		return reply.isLater() ? away(reply) : unanswered(failure, Set.of());
	}

	static MessagingException of(MessagingException failure, Envelope envelope, SmtpReply last) {
		Set<String> sent = (failure instanceof SendFailedException partly)
				? envelope.done(partly.getValidSentAddresses()) : Set.of();
		Map<String, SmtpReply> refused = recipients(failure);
		SmtpReply reply = (failure instanceof SMTPSendFailedException whole)
				? SmtpReply.of(whole.getReturnCode(), whole.getMessage()) : last;
		if (failure instanceof SMTPSendFailedException whole && (reply.isLater() || reply.isNever())) {
			return new MailFailure(
					whole.getCommand().startsWith("MAIL") ? ofSender(reply, envelope) : ofContent(reply, envelope),
					sent);
		}
		if (!refused.isEmpty()) {
			return new MailFailure(ofRecipients(refused, envelope, !sent.isEmpty()), sent);
		}
		if (last.isAway()) {
			return away(last);
		}
		return isCut(failure) ? new MailFailure(broken(CLOSED), sent) : unanswered(failure, sent);
	}

	/** A filter that resets the connection says no more than one that closes it. */
	private static boolean isCut(MessagingException failure) {
		return !(failure instanceof MailConnectException)
				&& Causes.of(failure).stream().anyMatch(SocketException.class::isInstance);
	}

	/** A server that looks through each mail may only be slow. */
	private static MessagingException unanswered(MessagingException failure, Set<String> sent) {
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof SocketTimeoutException && !(failure instanceof MailConnectException)) {
				return new MailFailure(
						new DestinationAway("the mail server did not answer in time; if it is only slow, set "
								+ "mail.smtp.timeout in mail.properties, and delivery.timeout"),
						sent);
			}
		}
		return (failure.getCause() == null && failure.getNextException() == null)
				? new MailFailure(broken(String.valueOf(failure.getMessage())), sent) : failure;
	}

	/** It has refused nothing, and may have done so because of this mail. */
	private static UncheckedIOException broken(String said) {
		String text = said.contains(CLOSED) ? "the mail server closed the connection before it accepted the mail"
				: "the mail server gave an answer that is not SMTP: " + Readable.cut(Readable.line(said), MAX_LENGTH);
		return new UncheckedIOException(text, new IOException(text));
	}

	/** No mail goes out until somebody corrects a setting. */
	private static SignInRefused ours(SmtpReply reply, String text) {
		return reply.isNoPermission() ? new SignInRefused(text) : new WrongSetting(text);
	}

	private static MailFailure away(SmtpReply reply) {
		return new MailFailure(new DestinationAway("the mail server accepts nothing for now: " + reply.text()),
				Set.of());
	}

	private static RuntimeException ofSender(SmtpReply reply, Envelope envelope) {
		if (reply.isTooBig()) {
			return refused(reply, envelope);
		}
		if (envelope.senderFromEvent() && !reply.isAway() && !reply.asksForSignIn()) {
			return reply.isLater()
					? new RefusedForNow("the mail server does not accept this mail's sender for now: " + reply.text())
					: ofStrangeSender(reply);
		}
		if (reply.isLater()) {
			return new DestinationAway("the mail server accepts nothing for now: " + reply.text());
		}
		return ours(reply,
				"the mail server accepts no mail from us: %s%s, and mail.from (MAIL_FROM) or the from of the step"
					.formatted(reply.text(), SETTINGS));
	}

	/** Whoever sent the event has chosen it: that says nothing of other mails. */
	private static PermanentFailure ofStrangeSender(SmtpReply reply) {
		return new PermanentFailure(
				"the mail server accepts no mail from the sender that this event names: " + reply.text());
	}

	private static RuntimeException ofContent(SmtpReply reply, Envelope envelope) {
		if (reply.isNotAsSender() && envelope.senderFromEvent()) {
			return ofStrangeSender(reply);
		}
		if (reply.asksForSignIn() || reply.isNotAsSender()) {
			return new SignInRefused(
					"the mail server accepts no mail from us: %s%s, and mail.from (MAIL_FROM) or the from of the step"
						.formatted(reply.text(), SETTINGS));
		}
		if (reply.isAway()) {
			return new DestinationAway("the mail server accepts nothing for now: " + reply.text());
		}
		return reply.isLater() ? new RefusedForNow("the mail server does not accept this mail for now: " + reply.text())
				: refused(reply, envelope);
	}

	private static PermanentFailure refused(SmtpReply reply, Envelope envelope) {
		return new PermanentFailure("the mail server refuses this mail to %s: %s"
			.formatted(String.join(", ", envelope.recipients()), reply.text()));
	}

	private static RuntimeException ofRecipients(Map<String, SmtpReply> refused, Envelope envelope, boolean sent) {
		String each = refused.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ": " + entry.getValue().text())
			.collect(Collectors.joining("; "));
		Set<String> others = envelope.recipients()
			.stream()
			.filter((recipient) -> !refused.containsKey(recipient))
			.collect(Collectors.toSet());
		String text = each + (sent ? taken(others) : "");
		if (refused.values().stream().anyMatch(SmtpReply::isAway)) {
			return new DestinationAway("the mail server accepts nothing for now: " + text);
		}
		if (refused.values().stream().anyMatch((reply) -> !(reply.isLater() || reply.isNever()))) {
			return broken(text);
		}
		if (refused.values().stream().anyMatch(SmtpReply::isLater)) {
			return new RefusedForNow("the mail server does not accept the mail for now for " + text);
		}
		if (!sent && refused.entrySet()
			.stream()
			.anyMatch((entry) -> isOurs(entry.getValue(), envelope, entry.getKey()))) {
			return new SignInRefused("the mail server does not let us send to " + text + SETTINGS);
		}
		return new PermanentFailure("the mail server refuses " + text);
	}

	/**
	 * Whether a refusal is of what we have set, and so of each mail. Some servers refuse
	 * a sender only once they hear of a recipient.
	 */
	private static boolean isOurs(SmtpReply reply, Envelope envelope, String recipient) {
		if (reply.asksForSignIn() || !reply.isNoPermission()) {
			return reply.asksForSignIn();
		}
		if (reply.isNotAsSender()) {
			return !envelope.senderFromEvent();
		}
		return !envelope.isFromEvent(recipient) && (reply.isNoRelay() || !envelope.senderFromEvent());
	}

	/** Which recipients were refused, and how. */
	private static Map<String, SmtpReply> recipients(MessagingException failure) {
		Map<String, SmtpReply> refused = new LinkedHashMap<>();
		for (Throwable each : Causes.of(failure)) {
			if (each instanceof SMTPAddressFailedException recipient) {
				refused.put(Envelope.text(recipient.getAddress()),
						SmtpReply.of(recipient.getReturnCode(), recipient.getMessage()));
			}
		}
		return refused;
	}

	private static String taken(Set<String> others) {
		return others.isEmpty() ? ""
				: "; it accepted the mail for " + others.stream().sorted().collect(Collectors.joining(", "));
	}

	private static String quoted(Iterable<String> texts) {
		StringBuilder quoted = new StringBuilder();
		texts.forEach((text) -> quoted.append(quoted.isEmpty() ? "'" : ", '").append(text).append('\''));
		return quoted.toString();
	}

}
