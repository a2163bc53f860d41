package io.switchboard.routes.dryrun;

import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.answers.RequestName;
import io.switchboard.routes.dryrun.Effect.Kind;
import io.switchboard.settings.Secrets;
import io.switchboard.text.Readable;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the message at a leaving step what the step would do. Then puts the result
 * into the message: one written row, and an unknown answer.
 */
public final class EffectReader {

	private static final Set<String> MAIL = Set.of("smtp", "smtps");

	private static final Set<String> DATABASE = Set.of("jdbc", "sql", "spring-jdbc");

	private static final Set<String> HTTP = Set.of("http", "https", "vertx-http", "netty-http", "undertow", "rest");

	private static final Set<String> FILES = Set.of("file", "ftp", "ftps", "sftp");

	/** The name for the store of Switchboard itself. */
	private static final String STORE = "store";

	private static final int LONGEST = 100_000;

	private static final GivenAnswers.Given ONE_ROW = new GivenAnswers.Given(0, 1);

	private static final ObjectMapper JSON = new ObjectMapper();

	private final Secrets secrets;

	/**
	 * Reads effects without secrets.
	 * @param secrets says what is a secret
	 */
	public EffectReader(Secrets secrets) {
		this.secrets = secrets;
	}

	/** Effects of all other schemes. */
	void record(Exchange exchange, String address, Map<String, Object> options) throws Exception {
		String scheme = scheme(address);
		String path = path(address);
		Message message = exchange.getMessage();
		Effect effect = read(exchange, address, options);
		Effects.add(exchange, effect);
		if (DATABASE.contains(scheme)) {
			String query = RequestName.query(exchange, path, scheme.equals("jdbc") ? text(message) : path);
			Object found = GivenAnswers.to(exchange, this.secrets.url(query)).answer();
			Object written = GivenAnswers.to(exchange, GivenAnswers.ROWS, ONE_ROW).answer();
			Object rows = (found instanceof List<?> list) ? list.size() : written;
			answer(message, Map.of("CamelJdbcUpdateCount", written, "CamelSqlUpdateCount", written, "CamelJdbcRowCount",
					rows, "CamelSqlRowCount", rows), found);
		}
		else if (HTTP.contains(scheme)) {
			GivenAnswers.Given given = GivenAnswers.to(exchange, String.valueOf(effect.facts().get("request")));
			answer(message, Map.of(Exchange.HTTP_RESPONSE_CODE, given.status()), text(given.answer()));
		}
	}

	/**
	 * The effect of a message at an endpoint. The message is not changed.
	 * @param exchange at the step
	 * @param address the endpoint's scheme and path, without options
	 * @param options by their names
	 * @return without secrets
	 * @throws URISyntaxException if the options are no query
	 */
	public Effect read(Exchange exchange, String address, Map<String, Object> options) throws URISyntaxException {
		String scheme = scheme(address);
		String path = path(address);
		Message message = exchange.getMessage();
		if (MAIL.contains(scheme)) {
			return mail(message, options);
		}
		if (DATABASE.contains(scheme)) {
			return row(exchange, scheme, path);
		}
		if (HTTP.contains(scheme)) {
			return http(exchange, scheme, path, options);
		}
		if (FILES.contains(scheme)) {
			Object name = message.getHeader(Exchange.FILE_NAME, options.get("fileName"));
			return new Effect(Kind.FILE, facts("name", path + "/" + name, "body", hidden(message)));
		}
		return new Effect(Kind.OTHER, facts("address", this.secrets.url(address), "headers",
				this.secrets.headers(new TreeMap<>(message.getHeaders())), "body", hidden(message)));
	}

	private static String scheme(String address) {
		return address.replaceFirst("(?s):.*", "");
	}

	private static String path(String address) {
		return address.substring(scheme(address).length() + 1).replaceFirst("^//", "");
	}

	private static void answer(Message message, Map<String, Object> headers, @Nullable Object body) {
		message.removeHeaders("*");
		message.setHeaders(new LinkedHashMap<>(headers));
		message.setBody(body);
	}

	private Effect mail(Message message, Map<String, Object> options) {
		Object alternative = message.getHeader(String.valueOf(options.get("alternativeBodyHeader")));
		Object type = message.getHeader(Exchange.CONTENT_TYPE, options.get("contentType"));
		boolean html = alternative != null || String.valueOf(type).contains("html");
		return new Effect(Kind.MAIL,
				facts("from", message.getHeader("From"), "to", address(message, options, "To"), "cc",
						address(message, options, "Cc"), "bcc", address(message, options, "Bcc"), "reply_to",
						message.getHeader("Reply-To"), "subject", message.getHeader("Subject", options.get("subject")),
						"text", html ? alternative : text(message), "html", html ? text(message) : null));
	}

	private static @Nullable Object address(Message message, Map<String, Object> options, String name) {
		return message.getHeader(name, options.get(name.toLowerCase(java.util.Locale.ROOT)));
	}

	private Effect row(Exchange exchange, String scheme, String path) {
		String statement = scheme.equals("jdbc") ? text(exchange.getMessage()) : path;
		Map<String, @Nullable Object> values = RequestName.named(exchange, String.valueOf(statement));
		values.replaceAll((name, value) -> (value instanceof Unknown) ? value.toString() : value);
		String name = scheme.equals("jdbc") ? path.replaceFirst("^database-", "") : STORE;
		Object database = (name.equals(STORE) || name.equals("dataSource")) ? null : name;
		return new Effect(Kind.ROW, facts("database", database, "statement", statement, "values", values));
	}

	/** The answer of a server is text. */
	private static @Nullable Object text(@Nullable Object answer) {
		if (answer instanceof Unknown || !(answer instanceof Map<?, ?> || answer instanceof List<?>)) {
			return answer;
		}
		try {
			return JSON.writeValueAsString(answer);
		}
		catch (JsonProcessingException ex) {
			return answer.toString();
		}
	}

	private Effect http(Exchange exchange, String scheme, String path, Map<String, Object> options)
			throws URISyntaxException {
		Message message = exchange.getMessage();
		String query = query(exchange, scheme, options);
		String request = RequestName.http(message, scheme + "://" + path + (query.isEmpty() ? "" : "?" + query),
				options.get("httpMethod"));
		return new Effect(Kind.HTTP, facts("request", this.secrets.url(request), "headers",
				this.secrets.headers(new TreeMap<>(message.getHeaders())), "body", hidden(message)));
	}

	/** Options that the component does not have go to the server. */
	private static String query(Exchange exchange, String scheme, Map<String, Object> options)
			throws URISyntaxException {
		EndpointUriFactory component = exchange.getContext().getCamelContextExtension().getEndpointUriFactory(scheme);
		Map<String, Object> sent = new LinkedHashMap<>(options);
		if (component == null) {
			return "";
		}
		sent.keySet().removeAll(component.propertyNames());
		return URISupport.createQueryString(sent, false);
	}

	/** The effect of a request to VoIPstudio, by its headers. */
	void voipstudio(Exchange exchange, String address, Map<String, Object> options) {
		Message message = exchange.getMessage();
		Map<String, @Nullable Object> query = new TreeMap<>();
		Map<String, @Nullable Object> body = new TreeMap<>();
		message.getHeaders().forEach((name, value) -> {
			if (value != null && !value.toString().isBlank()) {
				Map<String, @Nullable Object> part = name.startsWith("body.") ? body
						: (name.startsWith("filter.") || name.startsWith("query.")) ? query : Map.of();
				if (part == body || part == query) {
					part.put(name.replaceFirst("^\\w+\\.", ""), value.toString());
				}
			}
		});
		String method = message.getHeader("method", "GET", String.class);
		String answer = message.getHeader("answer", "one", String.class);
		String wrap = message.getHeader("wrap", "", String.class);
		String path = message.getHeader("path", "", String.class);
		String request = method + " " + path;
		Effects.add(exchange, new Effect(Kind.VOIPSTUDIO, facts("request", request, "query",
				query.isEmpty() ? null : query, "body", body.isEmpty() ? null : body)));
		message.removeHeaders("*");
		Object given = answer
			.equals("none")
					? null
					: GivenAnswers
						.to(exchange,
								this.secrets
									.url(RequestName.voipstudio(method, path, query, wrap.isBlank() ? null : wrap)))
						.answer();
		message.setBody(switch (answer) {
			case "none" -> null;
			case "all", "page" -> (given instanceof List<?> || given == null) ? given : List.of(given);
			default -> (given instanceof List<?> list) ? list.stream().findFirst().orElse(null) : given;
		});
	}

	private @Nullable String hidden(Message message) {
		String text = text(message);
		return (text != null) ? this.secrets.text(text) : null;
	}

	/** An endpoint that gets the name of a file writes that file. */
	static Effect bean(String name, Exchange exchange) {
		Object file = exchange.getMessage().getHeader(Exchange.FILE_NAME);
		return (file != null) ? new Effect(Kind.FILE, facts("name", file, "body", text(exchange.getMessage())))
				: new Effect(Kind.BEAN, facts("bean", name, "body", text(exchange.getMessage())));
	}

	private static @Nullable String text(Message message) {
		Object body = message.getBody();
		if (body == null) {
			return null;
		}
		String text = (body instanceof Map<?, ?> || body instanceof List<?>) ? body.toString()
				: MessageHelper.extractBodyAsString(message);
		return (text != null) ? Readable.cut(text, LONGEST) : null;
	}

	private static Map<String, @Nullable Object> facts(@Nullable Object... namesAndValues) {
		Map<String, @Nullable Object> facts = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			Object value = namesAndValues[i + 1];
			if (value != null) {
				facts.put(String.valueOf(namesAndValues[i]), (value instanceof Unknown) ? value.toString() : value);
			}
		}
		return facts;
	}

}
