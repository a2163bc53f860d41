package io.switchboard.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Function;

import io.switchboard.platformhttp.SentBody;
import io.switchboard.platformhttp.ServletHttpEngine;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Admits or refuses requests. It checks the rate, the key, the size, the method and the
 * encoding, in this order, so that a stranger learns nothing. An admitted message has a
 * body in UTF-8 and no headers.
 */
class Admission implements Processor {

	/** The exchange's property that says why its body is not an event, if it is none. */
	static final String UNFIT = "SwitchboardUnfit";

	private final Function<String, Door> doors;

	private final RateLimit rate;

	private final SourceAddress source;

	private final DoorReplies answers;

	private final KeyUses uses;

	private final int maxBody;

	/**
	 * A door.
	 *
	 * @param key the key in the path; empty if the key comes as a password
	 * @param keys the keys that open it
	 */
	record Door(String key, DoorKeys keys) {
	}

	/**
	 * Admits to some doors.
	 * @param doors by the path of a request
	 */
	Admission(Function<String, Door> doors, RateLimit rate, SourceAddress source, DoorReplies answers,
			WebhookSettings settings, KeyUses uses) {
		this.uses = uses;
		this.maxBody = (int) settings.maxBody().toBytes();
		this.doors = doors;
		this.rate = rate;
		this.source = source;
		this.answers = answers;
	}

	@Override
	public void process(Exchange exchange) {
		Message request = exchange.getMessage();
		String method = request.getHeader(Exchange.HTTP_METHOD, "", String.class);
		Door door = this.doors.apply(request.getHeader(Exchange.HTTP_PATH, "", String.class));
		String authorization = request.getHeader("Authorization", String.class);
		String encoding = request.getHeader("Content-Encoding", String.class);
		String type = request.getHeader("Content-Type", String.class);
		String source = address(exchange);
		long wait = this.rate.secondsToWait(source);
		String key = door.keys().accept(door.key().isEmpty() ? password(authorization) : door.key());
		request.removeHeaders("*");
		if (wait > 0) {
			this.answers.answer(exchange, 429, "too many").setHeader("Retry-After", wait);
		}
		else if (key == null && !door.key().isEmpty()) {
			this.answers.answer(exchange, 404, "not found");
		}
		else if (key == null) {
			this.answers.answer(exchange, 401, "unauthorized")
				.setHeader("WWW-Authenticate", "Basic realm=\"switchboard\"");
		}
		else if (exchange.getProperty(ServletHttpEngine.TOO_LARGE, false, boolean.class)) {
			this.answers.answer(exchange, 413, "too large");
		}
		else if (method.equals("POST") && request.getBody() == null
				&& exchange.getProperty(ServletHttpEngine.LENGTH_UNKNOWN, false, boolean.class)) {
			// perhaps an event came, and nobody has read it
			this.answers.answer(exchange, 411, "length required");
		}
		else if (method.equals("GET") || method.equals("HEAD")
				|| (method.equals("POST") && request.getBody() == null)) {
			this.uses.check(key, source);
			this.answers.answer(exchange, 200, "ready");
		}
		else if (!method.equals("POST")) {
			this.answers.answer(exchange, 405, "method not allowed").setHeader("Allow", "GET, HEAD, POST");
		}
		else {
			this.uses.event(key, source);
			read(exchange, encoding, type);
		}
	}

	private void read(Exchange exchange, @Nullable String encoding, @Nullable String type) {
		Message request = exchange.getMessage();
		try {
			request.setBody(SentBody.read(request.getBody(byte[].class), encoding, type, this.maxBody));
		}
		catch (SentBody.Unfit ex) {
			request.setBody(ex.body());
			exchange.setProperty(UNFIT, ex.getMessage());
		}
		catch (SentBody.Refused ex) {
			this.answers.answer(exchange, ex.status(), ex.word());
		}
	}

	/** What is left of a path. */
	static String withoutSlashes(String path) {
		int from = 0;
		int to = path.length();
		while (from < to && path.charAt(from) == '/') {
			from++;
		}
		while (to > from && path.charAt(to - 1) == '/') {
			to--;
		}
		return path.substring(from, to);
	}

	private String address(Exchange exchange) {
		String remote = exchange.getProperty(ServletHttpEngine.REMOTE_ADDRESS, "", String.class);
		return this.source.of(remote, exchange.getMessage().getHeader("X-Forwarded-For", String.class));
	}

	/** The password of Basic credentials. Any other header opens nothing. */
	private static String password(@Nullable String authorization) {
		String[] parts = Objects.requireNonNullElse(authorization, "").split(" ", 2);
		if (parts.length < 2 || !parts[0].equalsIgnoreCase("Basic")) {
			return "";
		}
		try {
			String credentials = new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8);
			return credentials.substring(credentials.indexOf(':') + 1);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
