package io.switchboard.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.switchboard.declared.Offline;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.WrongSetting;
import io.switchboard.text.UrlText;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpMethods;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Makes an HTTP request of the headers that a kamelet sets: {@code url}, {@code path},
 * {@code query}, {@code method}, and {@code as} (json, form, query or event). For the
 * login: {@code bearer}; {@code username} and {@code password}; {@code keyHeader} and
 * {@code key}; or {@code oauth}. The body is in the variable {@code http_request}. No
 * header of the kamelet is sent.
 */
@Offline
@Component("httpRequest")
public final class OutgoingRequest implements Processor {

	/**
	 * A header of ours: the client of {@code oauth.*} whose token the request carries. It
	 * is not sent.
	 */
	public static final String OAUTH = "Switchboard-OAuth";

	/** The exchange's property with the address of the last request. */
	public static final String ADDRESS = "SwitchboardHttpAddress";

	static final String BODY = "http_request";

	private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

	private static final int LONGEST_KEY = 200;

	@Override
	public void process(Exchange exchange) {
		Message message = exchange.getMessage();
		String method = take(message, "method").toUpperCase(Locale.ROOT);
		if (!METHODS.contains(method)) {
			throw new IllegalArgumentException("there is no HTTP method '%s'".formatted(method));
		}
		String key = exchange.getVariable("event_key", String.class);
		String url = with(address(take(message, "url"), take(message, "path")), take(message, "query"), key);
		String form = take(message, "as");
		SignIn signIn = new SignIn(take(message, "bearer"), whole(message, "username"), whole(message, "password"),
				take(message, "keyHeader"), take(message, "key"), take(message, "oauth"));
		message.removeHeaders("*");
		message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(method));
		message.setHeader(Exchange.HTTP_URI, url);
		exchange.setProperty(ADDRESS, url);
		signIn.to(message);
		if (key != null) {
			message.setHeader("Idempotency-Key", safe(key));
		}
		if (form.equals("query")) {
			String query = OutgoingBody.of(exchange, "form");
			message.setHeader(Exchange.HTTP_URI, with(url, (query != null) ? query : "", null));
			exchange.setVariable(BODY, null);
			message.setHeader(BoundedAnswers.UNREAD, BoundedAnswers.CUT);
			return;
		}
		String sent = OutgoingBody.of(exchange, form);
		exchange.setVariable(BODY, sent);
		if (sent != null) {
			message.setHeader(Exchange.CONTENT_TYPE,
					form.equals("form") ? "application/x-www-form-urlencoded" : "application/json; charset=UTF-8");
		}
		message.setHeader(BoundedAnswers.UNREAD, BoundedAnswers.CUT);
	}

	private static String take(Message message, String name) {
		return whole(message, name).strip();
	}

	/** A password may begin or end with a space. */
	private static String whole(Message message, String name) {
		Object value = message.removeHeader(name);
		return (value != null) ? value.toString() : "";
	}

	/**
	 * The path may have text of a caller. It can only add to the address, and change no
	 * other part of it.
	 */
	private static String address(String url, String path) {
		if (!url.matches("https?://[^\\s/?#@]+(?:[/?][^\\s#]*)?")) {
			throw new IllegalArgumentException(
					"the url of the request is not valid: it must begin with https:// and have no user, space or # in it");
		}
		if (path.isEmpty()) {
			return url;
		}
		String encoded = encoded(path.replaceFirst("^/", ""));
		int query = url.indexOf('?');
		String before = ((query < 0) ? url : url.substring(0, query)).replaceFirst("/+$", "");
		return before + "/" + encoded + ((query < 0) ? "" : url.substring(query));
	}

	/**
	 * What a kamelet adds to a vendor's address; {@code (event)} is a name of the
	 * delivery.
	 */
	private static String with(String url, String query, @Nullable String key) {
		String name = UUID.nameUUIDFromBytes(String.valueOf(key).getBytes(StandardCharsets.UTF_8)).toString();
		return query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query.replace("(event)", name);
	}

	private static String encoded(String path) {
		for (String part : path.split("/", -1)) {
			if (part.isEmpty() || part.equals(".") || part.equals("..")) {
				throw new PermanentFailure(
						"the path '%s' of the request has a part that is empty or dots; is a field".formatted(path)
								+ " of the event empty?");
			}
		}
		return UrlText.path(path);
	}

	/** An event's id may hold what no header can. */
	static String safe(@Nullable String key) {
		String text = String.valueOf(key);
		boolean printable = text.length() <= LONGEST_KEY && text.chars().allMatch((c) -> c > ' ' && c <= '~');
		return printable ? text : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
	}

	/** The login for the destination; parts that a kamelet does not set are empty. */
	private record SignIn(String bearer, String username, String password, String keyHeader, String key, String oauth) {

		private SignIn {
			keyHeader = key.isEmpty() ? "" : keyHeader;
			long ways = Stream.of(bearer, username, keyHeader, oauth).filter((each) -> !each.isEmpty()).count();
			if (ways > 1) {
				throw new IllegalArgumentException(
						"bearer, username, keyHeader and oauth: a request takes one of them");
			}
			if (!keyHeader.isEmpty() && !keyHeader.matches("[A-Za-z][A-Za-z0-9-]*")) {
				throw new IllegalArgumentException("keyHeader: this cannot be the name of a header");
			}
		}

		private void to(Message message) {
			if (!this.bearer.isEmpty()) {
				message.setHeader("Authorization", "Bearer " + sendable("bearer", this.bearer));
			}
			else if (!this.username.isEmpty()) {
				byte[] pair = (this.username + ":" + this.password).getBytes(StandardCharsets.UTF_8);
				message.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
			}
			else if (!this.keyHeader.isEmpty()) {
				message.setHeader(this.keyHeader, sendable("key", this.key));
			}
			else if (!this.oauth.isEmpty()) {
				message.setHeader(OAUTH, this.oauth);
			}
		}

		/** The client would send a question mark or a space for it, without a word. */
		private static String sendable(String name, String secret) {
			int at = 0;
			while (at < secret.length() && secret.charAt(at) >= ' ' && secret.charAt(at) <= '~') {
				at++;
			}
			if (at < secret.length()) {
				throw new WrongSetting(
						"%s: its character %d cannot be sent: a header of HTTP has printable ASCII only. Copy the secret anew"
							.formatted(name, at + 1));
			}
			return secret;
		}

		@Override
		public String toString() {
			return "SignIn[***]";
		}

	}

}
