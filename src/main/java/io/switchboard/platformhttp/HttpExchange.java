package io.switchboard.platformhttp;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way through a route. */
final class HttpExchange {

	private static final Logger log = LoggerFactory.getLogger(HttpExchange.class);

	/** Headers that are no longer true of a body that was unpacked. */
	private static final Set<String> OF_THE_BYTES = Set.of("content-encoding", "content-length");

	private final ServletHttpConsumer consumer;

	private final OpenRequest open;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	/** The headers that came from outside, by identity: they must not go back out. */
	private final Map<String, Object> fromOutside = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private boolean rewritten;

	HttpExchange(ServletHttpConsumer consumer, OpenRequest open) {
		this.consumer = consumer;
		this.open = open;
		this.request = open.request();
		this.response = open.response();
	}

	/** Without its body where that is too large: the route then refuses it. */
	void process(byte[] body, Map<String, String> pathVariables, boolean tooLarge) {
		Exchange exchange = this.consumer.createExchange(false);
		exchange.setPattern(ExchangePattern.InOut);
		exchange.setProperty(ServletHttpEngine.REMOTE_ADDRESS, this.request.getRemoteAddr());
		exchange.setProperty(ServletHttpEngine.TOO_LARGE, tooLarge);
		// without a type it is empty: nginx says no length of an empty one
		exchange.setProperty(ServletHttpEngine.LENGTH_UNKNOWN,
				this.request.getAttribute(BodyValve.UNREAD) != null || ("HTTP/1.0".equals(this.request.getProtocol())
						&& this.request.getContentLengthLong() < 0 && this.request.getContentType() != null));
		fill(exchange, body, pathVariables);
		try {
			this.consumer.createUoW(exchange);
			this.consumer.getAsyncProcessor().process(exchange, (doneSync) -> end(exchange));
		}
		catch (Exception ex) {
			exchange.setException(ex);
			end(exchange);
		}
	}

	/**
	 * The same for a route of an engineer, which gets the body as the doors do: unpacked,
	 * and text as UTF-8.
	 */
	void processAnyKind(byte[] body, Map<String, String> pathVariables, int max) {
		try {
			byte[] read = SentBody.ofAnyKind(body, this.request.getHeader("Content-Encoding"),
					this.request.getHeader("Content-Type"), max);
			this.rewritten = read != body;
			process(read, pathVariables, false);
		}
		catch (SentBody.Refused ex) {
			this.open.refuse(ex.status(), ex.word());
		}
	}

	private void fill(Exchange exchange, byte[] body, Map<String, String> pathVariables) {
		HeaderFilterStrategy filter = this.consumer.getEndpoint().getHeaderFilterStrategy();
		Message message = exchange.getMessage();
		message.setBody((body.length > 0) ? body : null);
		parameters().forEach((name, value) -> outside(exchange, filter, name, value));
		for (String name : Collections.list(this.request.getHeaderNames())) {
			if (!this.rewritten || !OF_THE_BYTES.contains(name.toLowerCase(Locale.ROOT))) {
				String value = String.join(", ", Collections.list(this.request.getHeaders(name)));
				outside(exchange, filter, name, this.rewritten ? SentBody.asUtf8(name, value) : value);
			}
		}
		// last, so that ?key= cannot stand in for {key}
		pathVariables.forEach((name, value) -> {
			message.setHeader(name, value);
			this.fromOutside.put(name, value);
		});
		message.setHeader(Exchange.HTTP_METHOD, this.request.getMethod());
		message.setHeader(Exchange.HTTP_PATH, this.request.getServletPath()
				+ ((this.request.getPathInfo() != null) ? this.request.getPathInfo() : ""));
		message.setHeader(Exchange.HTTP_QUERY, this.request.getQueryString());
	}

	private void outside(Exchange exchange, HeaderFilterStrategy filter, String name, String value) {
		if (!filter.applyFilterToExternalHeaders(name, value, exchange)) {
			exchange.getMessage().setHeader(name, value);
			this.fromOutside.put(name, value);
		}
	}

	/**
	 * Parameters of the query string alone: the servlet's own would read the body of a
	 * form.
	 */
	private Map<String, String> parameters() {
		Map<String, String> parameters = new HashMap<>();
		if (this.request.getQueryString() != null) {
			for (String pair : this.request.getQueryString().split("&")) {
				String[] parts = pair.split("=", 2);
				parameters.put(decode(parts[0]), (parts.length > 1) ? decode(parts[1]) : "");
			}
		}
		return parameters;
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	private void end(Exchange exchange) {
		try {
			if (this.open.mayAnswer()) {
				this.open.announceClose();
				answer(exchange);
				this.open.answered();
			}
		}
		finally {
			this.consumer.doneUoW(exchange);
			this.consumer.releaseExchange(exchange, false);
		}
	}

	private void answer(Exchange exchange) {
		try {
			write(exchange);
		}
		catch (IOException | RuntimeException ex) {
			log.debug("the answer could not be written", ex);
			if (!this.response.isCommitted()) {
				this.response.reset();
			}
			HttpReply.write(this.response, 500, "error");
		}
	}

	private void write(Exchange exchange) throws IOException {
		Exception failure = exchange.getException();
		if (failure != null) {
			this.consumer.failure().happened(1, failure.getClass().getName());
			log.debug("the failure", failure);
			HttpReply.write(this.response, 500, "error");
			return;
		}
		this.consumer.failure().works();
		Message message = exchange.getMessage();
		byte[] body = body(exchange, message);
		Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
		this.response.setStatus((status != null) ? status : (body.length > 0) ? 200 : 204);
		HeaderFilterStrategy filter = this.consumer.getEndpoint().getHeaderFilterStrategy();
		message.getHeaders().forEach((name, value) -> {
			if (value != null && this.fromOutside.get(name) != value
					&& !filter.applyFilterToCamelHeaders(name, value, exchange)) {
				this.response.setHeader(name, value.toString());
			}
		});
		String contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
		if (contentType != null && this.fromOutside.get(Exchange.CONTENT_TYPE) != contentType) {
			this.response.setContentType(contentType);
		}
		this.response.setContentLength(body.length);
		if (!this.request.getMethod().equals("HEAD")) {
			this.response.getOutputStream().write(body);
		}
	}

	private static byte[] body(Exchange exchange, Message message) {
		try {
			byte[] body = message.getBody(byte[].class);
			return (body != null) ? body : new byte[0];
		}
		catch (TypeConversionException ex) {
			Object body = message.getBody();
			log.debug("a body of {} has no bytes of its own: its text is sent", body.getClass());
			return body.toString().getBytes(StandardCharsets.UTF_8);
		}
	}

}
