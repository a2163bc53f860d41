package io.switchboard.console.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;

/**
 * A mail that was sent, as a mail client reads it. Its content may be hostile text.
 *
 * @param number its place in the mailbox, from 1, the oldest
 * @param at when the server took it
 * @param message as it was sent
 */
public record Mail(int number, Instant at, MimeMessage message) {

	/**
	 * An attachment.
	 *
	 * @param name its file's name
	 * @param type its media type, without parameters
	 * @param bytes its size
	 */
	public record Attachment(String name, String type, long bytes) {
	}

	/** The sender. */
	public String from() throws MessagingException {
		return header("From");
	}

	/** The recipients. */
	public String to() throws MessagingException {
		return header("To");
	}

	/** The subject; perhaps empty. */
	public String subject() throws MessagingException {
		return header("Subject");
	}

	/** Each header in a line, in the order in which they were sent. */
	public List<String> headers() throws MessagingException {
		List<String> lines = new ArrayList<>();
		for (Header header : Collections.list(this.message.getAllHeaders())) {
			lines.add(header.getName() + ": " + decoded(header.getValue()));
		}
		return lines;
	}

	/** The text as HTML; null if it has no such part. */
	public @Nullable String html() throws MessagingException, IOException {
		return body("text/html");
	}

	/** The text as plain text; null if it has no such part. */
	public @Nullable String text() throws MessagingException, IOException {
		return body("text/plain");
	}

	/** All other parts. */
	public List<Attachment> attachments() throws MessagingException, IOException {
		List<Attachment> attachments = new ArrayList<>();
		for (Part part : parts(this.message)) {
			if (isAttached(part)) {
				String name = Optional.ofNullable(part.getFileName()).map(Mail::decoded).orElse("without a name");
				String type = Objects.toString(part.getContentType(), "").split(";")[0].strip();
				try (InputStream content = part.getInputStream()) {
					attachments.add(new Attachment(name, type, content.transferTo(OutputStream.nullOutputStream())));
				}
			}
		}
		return attachments;
	}

	private String header(String name) throws MessagingException {
		return decoded(Objects.toString(this.message.getHeader(name, ", "), ""));
	}

	/** The text in its character set, or unchanged if that is not known. */
	private static String decoded(String text) {
		String line = MimeUtility.unfold(text);
		try {
			return MimeUtility.decodeText(line);
		}
		catch (UnsupportedEncodingException ex) {
			return line;
		}
	}

	private @Nullable String body(String type) throws MessagingException, IOException {
		for (Part part : parts(this.message)) {
			if (part.isMimeType(type) && !isAttached(part)) {
				return content(part);
			}
		}
		return null;
	}

	private static boolean isAttached(Part part) throws MessagingException {
		return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || part.getFileName() != null
				|| !(part.isMimeType("text/plain") || part.isMimeType("text/html"));
	}

	private static String content(Part part) throws MessagingException, IOException {
		try {
			return part.getContent().toString();
		}
		catch (UnsupportedEncodingException ex) {
			try (InputStream content = part.getInputStream()) {
				return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
			}
		}
	}

	private static List<Part> parts(Part part) throws MessagingException, IOException {
		if (!part.isMimeType("multipart/*") || !(part.getContent() instanceof Multipart several)) {
			return List.of(part);
		}
		List<Part> parts = new ArrayList<>();
		for (int i = 0; i < several.getCount(); i++) {
			parts.addAll(parts(several.getBodyPart(i)));
		}
		return parts;
	}

}
