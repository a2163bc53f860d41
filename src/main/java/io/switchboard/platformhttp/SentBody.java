package io.switchboard.platformhttp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Unpacks a body and converts it to UTF-8. A body for the inbox that is not packed at
 * all, although it says so, stays as it came.
 */
public final class SentBody {

	private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?([^\\s;,\"']+)");

	/** How the text of an object begins. */
	private static final Pattern OBJECT = Pattern.compile("\\ufeff?[ \\t\\r\\n]*\\{");

	/** How the text of an XML document begins that says more about itself. */
	private static final Pattern XML = Pattern.compile("\\ufeff?<\\?xml\\b");

	private SentBody() {
	}

	/** The body cannot be accepted. */
	public static final class Refused extends Exception {

		private final int status;

		Refused(int status) {
			super(null, null, false, false);
			this.status = status;
		}

		/** The status of the answer: 400, 413 or 415. */
		public int status() {
			return this.status;
		}

		/** The word of the answer. */
		public String word() {
			return (this.status == 413) ? "too large" : (this.status == 415) ? "unsupported encoding" : "unreadable";
		}

	}

	/**
	 * The body is not packed as it says, or is no JSON object in the charset that it
	 * names.
	 */
	public static final class Unfit extends Exception {

		private final byte[] body;

		private Unfit(byte[] body, Charset charset) {
			this(body,
					"not JSON: its bytes are no object in %s, which its Content-Type names".formatted(charset.name()));
		}

		private Unfit(byte[] body, String what) {
			super(what, null, false, false);
			this.body = body;
		}

		/** The bytes as they came, unpacked. */
		public byte[] body() {
			return this.body;
		}

	}

	/**
	 * The body of an event, as UTF-8.
	 * @param sent the bytes that came
	 * @param contentEncoding the header, or null
	 * @param contentType the header, or null
	 * @param max how many bytes it may be once it is unpacked
	 * @throws Refused if an encoding or charset is not known here, or it is too large
	 * @throws Unfit if it cannot be unpacked, or is no object in its charset
	 */
	public static byte[] read(byte[] sent, @Nullable String contentEncoding, @Nullable String contentType, int max)
			throws Refused, Unfit {
		Charset charset = charset(contentType);
		byte[] unpacked = sent;
		for (String encoding : Unpacking.turns(contentEncoding)) {
			try {
				unpacked = Unpacking.unpacked(unpacked, encoding, max);
			}
			catch (IOException ex) {
				// one that is not packed stays as it came
				if (unpacked.length > 0 && !isObject(unpacked, charset)
						&& !isObject(unpacked, StandardCharsets.UTF_8)) {
					throw new Unfit(unpacked, Unpacking.broken(unpacked, encoding, ex));
				}
			}
		}
		return utf8(unpacked, charset);
	}

	private static boolean isObject(byte[] bytes, Charset charset) {
		return OBJECT.matcher(new String(bytes, charset)).lookingAt();
	}

	/**
	 * A body of any kind. Text in another charset becomes UTF-8, except XML, which may
	 * name its charset itself.
	 * @throws Refused if an encoding or charset is not known here, the body is too large,
	 * or it is not what its headers say
	 */
	static byte[] ofAnyKind(byte[] sent, @Nullable String contentEncoding, @Nullable String contentType, int max)
			throws Refused {
		Charset charset = charset(contentType);
		byte[] unpacked = sent;
		try {
			for (String encoding : (sent.length > 0) ? Unpacking.turns(contentEncoding) : List.<String>of()) {
				unpacked = Unpacking.unpacked(unpacked, encoding, max);
			}
			String text = charset.equals(StandardCharsets.UTF_8) ? "" : decoded(unpacked, charset);
			return (text.isEmpty() || XML.matcher(text).lookingAt()) ? unpacked : text.getBytes(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new Refused(400);
		}
	}

	/** A header with the charset that such a body has now. */
	static String asUtf8(String name, String value) {
		Matcher named = CHARSET.matcher(value);
		return (name.equalsIgnoreCase("Content-Type") && named.find()) ? value.substring(0, named.start())
				+ "; charset=utf-8" + value.substring(named.end()).replaceFirst("^[\"']", "") : value;
	}

	private static Charset charset(@Nullable String contentType) throws Refused {
		Matcher named = CHARSET.matcher((contentType != null) ? contentType : "");
		if (!named.find()) {
			return StandardCharsets.UTF_8;
		}
		try {
			Charset charset = Charset.forName(named.group(1));
			return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			throw new Refused(415);
		}
	}

	private static byte[] utf8(byte[] bytes, Charset charset) throws Unfit {
		if (charset.equals(StandardCharsets.UTF_8)) {
			return bytes;
		}
		try {
			String text = decoded(bytes, charset);
			if (OBJECT.matcher(text).lookingAt()) {
				return text.getBytes(StandardCharsets.UTF_8);
			}
		}
		catch (CharacterCodingException ex) {
			// told below
		}
		// never read as UTF-8 after all: the same sender would pass or not by the number
		// of bytes
		throw new Unfit(bytes, charset);
	}

	/** Reports what is not text in that charset. */
	private static String decoded(byte[] bytes, Charset charset) throws CharacterCodingException {
		return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
	}

}
