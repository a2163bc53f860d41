package io.switchboard.platformhttp;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

import io.switchboard.platformhttp.SentBody.Refused;
import org.jspecify.annotations.Nullable;

/** Unpacks bodies as their Content-Encoding says. */
final class Unpacking {

	/**
	 * How often a body may be compressed. Each time may cost as much as the largest body.
	 */
	private static final int MOST_TURNS = 2;

	private Unpacking() {
	}

	/**
	 * How the body is to be unpacked, in this order. The order of the header is that of
	 * the packing.
	 */
	static List<String> turns(@Nullable String contentEncoding) throws Refused {
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

	static byte[] unpacked(byte[] packed, String encoding, int max) throws IOException, Refused {
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

	/** Why it cannot be unpacked. */
	static String broken(byte[] packed, String encoding, IOException failure) {
		if (failure instanceof EOFException) {
			return "not readable: its %s ends too early".formatted(encoding);
		}
		boolean begins = encoding.equals("deflate") || (packed.length > 1 && packed[0] == 31 && packed[1] == -117);
		return begins ? "not readable: its %s is damaged".formatted(encoding)
				: "not readable: it is no %s, which its Content-Encoding names".formatted(encoding);
	}

}
