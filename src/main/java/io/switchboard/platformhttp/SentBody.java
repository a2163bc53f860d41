package io.switchboard.platformhttp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import org.jspecify.annotations.Nullable;

/**
 * Unpacks a body and converts it to UTF-8. A body for the inbox that is not packed as it
 * says stays as it came, and the inbox puts it into quarantine if it is not JSON.
 */
public final class SentBody {

	private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?([^\\s;,\"']+)");

	/** How the text of an object begins. */
	private static final Pattern OBJECT = Pattern.compile("\\ufeff?[ \\t\\r\\n]*\\{");

	/** How the text of an XML document begins that says more about itself. */
	private static final Pattern XML = Pattern.compile("\\ufeff?<\\?xml\\b");

	/**
	 * How often a body may be compressed. Each time may cost as much as the largest body.
	 */
	private static final int MOST_TURNS = 2;

	private SentBody() {
	}

	/** The body cannot be accepted. */
	public static final class Refused extends Exception {

		private final int status;

		private Refused(int status) {
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

	/** The body is not a JSON object in the charset that it names. */
	public static final class Unfit extends Exception {

		private final byte[] body;

		private Unfit(byte[] body, Charset charset) {
			super("not JSON: its bytes are no object in %s, which its Content-Type names".formatted(charset.name()),
					null, false, false);
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
	 * @throws Unfit if it is no object in its charset
	 */
	public static byte[] read(byte[] sent, @Nullable String contentEncoding, @Nullable String contentType, int max)
			throws Refused, Unfit {
		Charset charset = charset(contentType);
		byte[] unpacked = sent;
		for (String encoding : turns(contentEncoding)) {
			try {
				unpacked = unpacked(unpacked, encoding, max);
			}
			catch (IOException ex) {
				// it stays as it came
			}
		}
		return utf8(unpacked, charset);
	}

	/**
	 * A body of any kind. Text in another charset becomes UTF-8, but for XML, which may
	 * name its charset itself.
	 * @throws Refused if an encoding or charset is not known here, the body is too large,
	 * or it is not what its headers say
	 */
	static byte[] ofAnyKind(byte[] sent, @Nullable String contentEncoding, @Nullable String contentType, int max)
			throws Refused {
		Charset charset = charset(contentType);
		byte[] unpacked = sent;
		try {
			for (String encoding : (sent.length > 0) ? turns(contentEncoding) : List.<String>of()) {
				unpacked = unpacked(unpacked, encoding, max);
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

	/**
	 * How the body is to be unpacked, in this order. The order of the header is that of
	 * the packing.
	 */
	private static List<String> turns(@Nullable String contentEncoding) throws Refused {
		if (contentEncoding == null) {
			return List.of();
		}
		List<String> turns = new ArrayList<>();
		for (String each : contentEncoding.split(",")) {
			turns.add(0, each.strip().toLowerCase(Locale.ROOT));
		}
		if (turns.size() > MOST_TURNS) {
			throw new Refused(415);
		}
		return turns;
	}

	private static byte[] unpacked(byte[] packed, String encoding, int max) throws IOException, Refused {
		return switch (encoding) {
			case "", "identity" -> packed;
			case "gzip", "x-gzip" -> read(new GZIPInputStream(new ByteArrayInputStream(packed)), max);
			case "deflate" -> inflated(packed, max);
			default -> throw new Refused(415);
		};
	}

	/** With zlib's head, as it is defined; or without, as some send it. */
	private static byte[] inflated(byte[] packed, int max) throws IOException, Refused {
		try {
			return inflated(packed, new Inflater(), max);
		}
		catch (IOException ex) {
			return inflated(packed, new Inflater(true), max);
		}
	}

	private static byte[] inflated(byte[] packed, Inflater inflater, int max) throws IOException, Refused {
		try {
			return read(new InflaterInputStream(new ByteArrayInputStream(packed), inflater), max);
		}
		finally {
			inflater.end();
		}
	}

	private static byte[] read(InputStream input, int max) throws IOException, Refused {
		try (input) {
			byte[] bytes = input.readNBytes(max + 1);
			if (bytes.length > max) {
				throw new Refused(413);
			}
			return bytes;
		}
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
