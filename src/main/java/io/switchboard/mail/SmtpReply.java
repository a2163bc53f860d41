package io.switchboard.mail;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.text.Readable;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a mail server (RFC 5321, RFC 3463).
 *
 * @param code its three digits
 * @param text the whole answer on one line, the code included
 */
record SmtpReply(int code, String text) {

	/** Digits as {@code 5.1.1}, right behind the code. */
	private static final Pattern ENHANCED = Pattern.compile("\\d{3}[ -](\\d)\\.(\\d{1,3})\\.(\\d{1,3})\\b.*");

	private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);

	/** Answers of servers that refuse {@code mail.from} only after the mail. */
	private static final Set<String> NOT_AS_SENDER = Set.of("5.7.60", "5.2.252");

	private static final Set<String> NOT_SIGNED_IN = Set.of("5.7.8", "5.7.57");

	private static final int MAX_LENGTH = 400;

	private static final int CLOSING = 421;

	static SmtpReply of(int code, @Nullable String text) {
		String line = Readable.line(text);
		line = line.startsWith(String.valueOf(code)) ? line : (code + " " + line).strip();
		return new SmtpReply(code, Readable.cut(line, MAX_LENGTH));
	}

	boolean isLater() {
		return this.code >= 400 && this.code < 500;
	}

	boolean isNever() {
		return this.code >= 500 && this.code < 600;
	}

	/** Whether the server accepts no mail at all for now. */
	boolean isAway() {
		String status = status();
		return this.code == CLOSING || (isLater() && (status.startsWith("4.3.") || status.startsWith("4.4.")));
	}

	boolean isTooBig() {
		return this.code == 552 || status().equals("5.3.4") || status().equals("5.2.3");
	}

	/** Whether the server requires a sign-in, or another one. */
	boolean asksForSignIn() {
		return SIGN_IN.contains(this.code) || NOT_SIGNED_IN.contains(status())
				|| (this.code == 503 && words().contains("auth"));
	}

	/** Whether the server refuses the sender of the mail. */
	boolean isNotAsSender() {
		return NOT_AS_SENDER.contains(status());
	}

	/**
	 * Whether the server does not relay to the recipient; some servers say so only in
	 * words.
	 */
	boolean isNoRelay() {
		return words().matches(".*\\brelay.*");
	}

	/** Whether the server does not allow the recipient or the sender. */
	boolean isNoPermission() {
		return asksForSignIn() || isNotAsSender() || isNoRelay() || status().startsWith("5.7.")
				|| words().contains("#5.7.");
	}

	private String words() {
		return this.text.toLowerCase(Locale.ROOT);
	}

	private String status() {
		Matcher matcher = ENHANCED.matcher(this.text);
		return matcher.matches() ? "%s.%s.%s".formatted(matcher.group(1), matcher.group(2), matcher.group(3)) : "";
	}

}
