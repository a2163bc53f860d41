package io.switchboard.routes.sent;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.switchboard.answers.SentKeeping;
import io.switchboard.routes.dryrun.Effect;
import io.switchboard.routes.dryrun.EffectReader;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a step sends, and the answer. It changes neither: a body that can be read
 * only once is left alone.
 */
final class SentReader {

	private static final Logger log = LoggerFactory.getLogger(SentReader.class);

	/** Components that send nothing outside. */
	private static final Set<String> INSIDE = Set.of("direct", "seda", "kamelet", "durable", "freemarker", "velocity",
			"mustache", "language", "bean", "class", "dataformat", "log", "mock", "stub", "validator", "xslt", "jolt",
			"jslt", "jsonata", "json-validator", "controlbus", "platform-http", "rest", "rest-api", "ref", "timer",
			"scheduler");

	/** How much of an answer is read. */
	private static final int LONGEST = 8192;

	private static final String STREAM = "(a stream, of which no copy is kept)";

	private final SentKeeping keeping;

	private final EffectReader reader;

	SentReader(SentKeeping keeping, EffectReader reader) {
		this.keeping = keeping;
		this.reader = reader;
	}

	/** Whether an endpoint may send something outside. */
	static boolean isLeaving(String uri) {
		return !INSIDE.contains(uri.substring(0, Math.max(0, uri.indexOf(':'))));
	}

	/** Notes a message that is about to be sent; false if no copy is wanted. */
	boolean sending(Exchange exchange, String uri) {
		if (!SentKeeping.isHeard(exchange)) {
			return false;
		}
		try {
			read(exchange, uri);
			return true;
		}
		catch (Exception ex) {
			log.debug("no copy is kept of what a step sends", ex);
			return false;
		}
	}

	/** Notes the answer. */
	void sent(Exchange exchange) {
		try {
			this.keeping.sent(exchange, answer(exchange));
		}
		catch (Exception ex) {
			log.debug("no copy is kept of what a step was answered", ex);
		}
	}

	private void read(Exchange exchange, String uri) throws URISyntaxException {
		Message message = exchange.getMessage();
		Object body = message.getBody();
		boolean once = isReadOnce(body);
		if (once) {
			message.setBody(STREAM);
		}
		try {
			Effect effect = this.reader.read(exchange, uri.replaceFirst("(?s)\\?.*", ""),
					new TreeMap<>(URISupport.parseQuery(uri.replaceFirst("(?s)^[^?]*\\??", ""), true)));
			this.keeping.sending(exchange, effect.kind().toString(), effect.facts());
		}
		finally {
			if (once) {
				message.setBody(body);
			}
		}
	}

	private static boolean isReadOnce(@Nullable Object body) {
		return !(body instanceof StreamCache)
				&& (body instanceof InputStream || body instanceof Reader || body instanceof WrappedFile<?>);
	}

	private static Map<String, @Nullable Object> answer(Exchange exchange) throws IOException {
		Map<String, @Nullable Object> answer = new LinkedHashMap<>();
		Exception failure = exchange.getException();
		if (failure instanceof HttpOperationFailedException http) {
			answer.put("status", http.getStatusCode());
			answer.put("answer_headers", (http.getResponseHeaders() != null) ? http.getResponseHeaders() : Map.of());
			answer.put("answer", http.getResponseBody());
			return answer;
		}
		if (failure != null) {
			answer.put("failed", failure.getMessage());
			return answer;
		}
		Message message = exchange.getMessage();
		Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
		if (status != null) {
			Map<String, @Nullable Object> headers = new TreeMap<>();
			message.getHeaders().forEach((name, value) -> {
				if (!name.startsWith("Camel") && value != null) {
					headers.put(name, value.toString());
				}
			});
			answer.put("status", status);
			answer.put("answer_headers", headers);
			answer.put("answer", text(message.getBody()));
		}
		Object rows = message.getHeader("CamelJdbcUpdateCount", message.getHeader("CamelSqlUpdateCount"));
		if (rows != null) {
			answer.put("rows", rows);
		}
		Object mail = message.getHeader("CamelMailMessageId");
		if (mail != null) {
			answer.put("message_id", mail);
		}
		return answer;
	}

	private static @Nullable String text(@Nullable Object body) throws IOException {
		if (body instanceof StreamCache cache && body instanceof InputStream stream) {
			byte[] bytes = stream.readNBytes(LONGEST);
			cache.reset();
			return new String(bytes, StandardCharsets.UTF_8);
		}
		if (body instanceof byte[] bytes) {
			return new String(bytes, 0, Math.min(bytes.length, LONGEST), StandardCharsets.UTF_8);
		}
		return (body instanceof String text) ? text : null;
	}

}
