package io.switchboard.answers;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Names requests. A request has the same name when it is sent and in a dry run. The order
 * of its query does not matter.
 */
public final class RequestName {

	private static final String CONTACT = "contact";

	private static final String QUERY = "query";

	private static final String PARAMETERS = "CamelJdbcParameters";

	private static final Pattern NAMED = Pattern.compile(":\\?(\\w+)|:#(?:in:)?(\\w+)");

	private RequestName() {
	}

	/**
	 * A request to VoIPstudio's API.
	 * @param method such as {@code GET}
	 * @param path such as {@code cdrs}
	 * @param query what it says by name, filters too
	 * @param wrap the name under which the answer is put, or null
	 * @return such as {@code GET cdrs?live_id=123}
	 */
	public static String voipstudio(String method, String path, Map<String, ?> query, @Nullable String wrap) {
		Map<String, Object> all = new TreeMap<>(query);
		if (wrap != null) {
			all.put("as", wrap);
		}
		String text = all.entrySet()
			.stream()
			.map((each) -> each.getKey() + "=" + each.getValue())
			.collect(Collectors.joining("&"));
		return method + " " + path.strip() + (text.isEmpty() ? "" : "?" + text);
	}

	/**
	 * A search for the contact of a number.
	 * @param number as in the request, or null
	 * @return such as {@code contact 447700900123}
	 */
	public static String contact(@Nullable Object number) {
		return CONTACT + " " + ((number != null) ? number.toString().strip() : "");
	}

	/**
	 * A request to an HTTP server, as Camel's component would send the message.
	 * @param message at the step
	 * @param url the endpoint's, perhaps with a query
	 * @param method the endpoint's, or null
	 * @return such as {@code GET https://crm.example.org/contacts?number=1}; it may hold
	 * secrets
	 */
	public static String http(Message message, String url, @Nullable Object method) {
		String whole = message.getHeader(Exchange.HTTP_URI, url, String.class);
		String path = message.getHeader(Exchange.HTTP_PATH, "", String.class);
		String own = whole.contains("?") ? whole.replaceFirst("(?s)^[^?]*\\?", "") : queryOf(url);
		String query = message.getHeader(Exchange.HTTP_QUERY, own, String.class);
		String address = whole.replaceFirst("(?s)\\?.*", "");
		if (!path.isEmpty()) {
			address = address.replaceFirst("/$", "") + "/" + path.replaceFirst("^/", "");
		}
		Object said = message.getHeader(Exchange.HTTP_METHOD, method);
		Object verb = (said != null) ? said : (!query.isEmpty() || message.getBody() == null) ? "GET" : "POST";
		return verb + " " + address + (query.isEmpty() ? "" : "?" + query);
	}

	/**
	 * A statement that asks a database, with the values that it names.
	 * @param exchange at the step
	 * @param database the name of the data source
	 * @param statement SQL, or null
	 * @return such as {@code query database-crm select name from contact where number =
	 * :?number {number=447700900123}}
	 */
	public static String query(Exchange exchange, String database, @Nullable String statement) {
		String text = String.valueOf(statement).strip().replaceAll("\\s+", " ");
		return "%s %s %s %s".formatted(QUERY, database, text, named(exchange, text));
	}

	/**
	 * The values that a statement names, in their order.
	 * @param exchange at the step
	 * @param statement with names such as {@code :?number}
	 * @return by name; null where nothing sets it
	 */
	public static Map<String, @Nullable Object> named(Exchange exchange, String statement) {
		Map<?, ?> given = exchange.getMessage().getHeader(PARAMETERS, Map.class);
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		Matcher named = NAMED.matcher(statement);
		for (int at = statement.indexOf(':'); at >= 0; at = statement.indexOf(':', at + 1)) {
			if (named.region(at, statement.length()).lookingAt()) {
				String name = (named.group(1) != null) ? named.group(1) : named.group(2);
				values.put(name, (given != null) ? given.get(name)
						: exchange.getMessage().getHeader(name, exchange.getVariable(name)));
			}
		}
		return values;
	}

	private static String queryOf(String url) {
		return url.contains("?") ? url.replaceFirst("(?s)^[^?]*\\?", "") : "";
	}

	/**
	 * A key that is the same for equal requests.
	 * @param request any
	 * @return to be compared, not to be shown
	 */
	public static String canonical(String request) {
		int query = request.indexOf('?');
		return (query < 0) ? request
				: request.substring(0, query + 1) + Arrays.stream(request.substring(query + 1).split("&"))
					.map(RequestName::decoded)
					.sorted()
					.collect(Collectors.joining("&"));
	}

	private static String decoded(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

}
