package io.switchboard;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Receives traces as OTLP over HTTP, and reads the relations of their spans. */
final class TraceReceiver {

	private final List<Span> spans = new CopyOnWriteArrayList<>();

	private final List<String> texts = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	TraceReceiver() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.createContext("/v1/traces", this::take);
		this.server.start();
	}

	/** A span, by its ids in hex. */
	record Span(String trace, String id, String parent, String name) {
	}

	private record Field(int number, byte[] bytes) {
	}

	String url() {
		return "http://127.0.0.1:%d/v1/traces".formatted(this.server.getAddress().getPort());
	}

	List<Span> spans() {
		return this.spans;
	}

	/** All received bytes as text, where they are text. */
	String text() {
		return String.join("\n", this.texts);
	}

	private void take(HttpExchange exchange) throws IOException {
		boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		byte[] body = (packed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody())
			.readAllBytes();
		this.texts.add(new String(body, StandardCharsets.ISO_8859_1));
		for (byte[] resource : of(body, 1)) {
			for (byte[] scope : of(resource, 2)) {
				of(scope, 2).forEach((span) -> this.spans.add(new Span(hex(span, 1), hex(span, 2), hex(span, 4),
						new String(of(span, 5).get(0), StandardCharsets.UTF_8))));
			}
		}
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	private static String hex(byte[] message, int number) {
		return of(message, number).stream().map(HexFormat.of()::formatHex).findFirst().orElse("");
	}

	private static List<byte[]> of(byte[] message, int number) {
		return fields(message).stream().filter((field) -> field.number == number).map(Field::bytes).toList();
	}

	private static List<Field> fields(byte[] message) {
		List<Field> fields = new ArrayList<>();
		ByteBuffer rest = ByteBuffer.wrap(message);
		while (rest.hasRemaining()) {
			long tag = number(rest);
			switch ((int) (tag & 7)) {
				case 0 -> number(rest);
				case 1 -> rest.getLong();
				case 5 -> rest.getInt();
				default -> {
					byte[] bytes = new byte[(int) number(rest)];
					rest.get(bytes);
					fields.add(new Field((int) (tag >> 3), bytes));
				}
			}
		}
		return fields;
	}

	private static long number(ByteBuffer rest) {
		long value = 0;
		for (int shift = 0;; shift += 7) {
			byte next = rest.get();
			value |= (long) (next & 0x7f) << shift;
			if (next >= 0) {
				return value;
			}
		}
	}

}
