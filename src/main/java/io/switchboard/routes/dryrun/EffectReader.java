package io.switchboard.routes.dryrun;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.failure.RetryLater;
import io.switchboard.routes.dryrun.Effect.Kind;
import io.switchboard.settings.Secrets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.apache.camel.support.MessageHelper;
import org.jspecify.annotations.Nullable;

/**
 * Reads off the message at a leaving step what the step would do, and puts there what it
 * would get: one row is written, and no answer is known.
 */
final class EffectReader {

	private static final Set<String> MAIL = Set.of("smtp", "smtps");

	private static final Set<String> DATABASE = Set.of("jdbc", "sql", "spring-jdbc");

	private static final Set<String> HTTP = Set.of("http", "https", "vertx-http", "netty-http", "undertow", "rest");

	private static final Set<String> FILES = Set.of("file", "ftp", "ftps", "sftp");

	private static final Pattern PARAMETER = Pattern.compile(":\\?(\\w+)|:#(?:in:)?(\\w+)");

	/** The database that is not named. */
	private static final String STORE = "store";

	private static final int LONGEST = 100_000;

	private final Secrets secrets;

	EffectReader(Secrets secrets) {
		this.secrets = secrets;
	}

	/** Of any scheme. */
	void record(Exchange exchange, String address, Map<String, Object> options) {
		String scheme = address.replaceFirst("(?s):.*", "");
		String path = address.substring(scheme.length() + 1).replaceFirst("^//", "");
		Message message = exchange.getMessage();
		if (MAIL.contains(scheme)) {
			Effects.add(exchange, mail(message, options));
		}
		else if (DATABASE.contains(scheme)) {
			Effects.add(exchange, row(exchange, scheme, path));
			Object rows = Answers.to(exchange, Answers.ROWS, 1);
			answer(message, Map.of("CamelJdbcUpdateCount", rows, "CamelSqlUpdateCount", rows, "CamelJdbcRowCount", rows,
					"CamelSqlRowCount", rows), Unknown.ANSWER);
		}
		else if (HTTP.contains(scheme)) {
			Effect request = http(message, scheme, path, options);
			Effects.add(exchange, request);
			answer(message, Map.of(Exchange.HTTP_RESPONSE_CODE, 200),
					Answers.to(exchange, request.facts().get("request"), Unknown.ANSWER));
		}
		else if (FILES.contains(scheme)) {
			Object name = message.getHeader(Exchange.FILE_NAME, options.get("fileName"));
			Effects.add(exchange, new Effect(Kind.FILE, facts("name", path + "/" + name, "body", hidden(message))));
		}
		else {
			Effects.add(exchange, new Effect(Kind.OTHER, facts("address", this.secrets.url(address), "headers",
					this.secrets.headers(new TreeMap<>(message.getHeaders())), "body", hidden(message))));
		}
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
				facts("to", address(message, options, "To"), "cc", address(message, options, "Cc"), "bcc",
						address(message, options, "Bcc"), "subject",
						message.getHeader("Subject", options.get("subject")), "text",
						html ? alternative : text(message), "html", html ? text(message) : null));
	}

	private static @Nullable Object address(Message message, Map<String, Object> options, String name) {
		return message.getHeader(name, options.get(name.toLowerCase(java.util.Locale.ROOT)));
	}

	private Effect row(Exchange exchange, String scheme, String path) {
		Message message = exchange.getMessage();
		String statement = scheme.equals("jdbc") ? text(message) : path;
		Map<?, ?> given = message.getHeader(JdbcConstants.JDBC_PARAMETERS, Map.class);
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		Matcher named = PARAMETER.matcher(String.valueOf(statement));
		while (named.find()) {
			String name = (named.group(1) != null) ? named.group(1) : named.group(2);
			Object value = (given != null) ? given.get(name) : message.getHeader(name, exchange.getVariable(name));
			values.put(name, (value instanceof Unknown) ? value.toString() : value);
		}
		String name = scheme.equals("jdbc") ? path.replaceFirst("^database-", "") : STORE;
		Object database = (name.equals(STORE) || name.equals("dataSource")) ? null : name;
		return new Effect(Kind.ROW, facts("database", database, "statement", statement, "values", values));
	}

	private Effect http(Message message, String scheme, String path, Map<String, Object> options) {
		Object url = message.getHeader(Exchange.HTTP_URI, scheme + "://" + path);
		Object query = message.getHeader(Exchange.HTTP_QUERY);
		Object said = message.getHeader(Exchange.HTTP_METHOD, options.get("httpMethod"));
		Object body = message.getBody();
		Object method = (said != null) ? said : (query != null || body == null) ? "GET" : "POST";
		String whole = this.secrets.url(url + ((query != null) ? "?" + query : ""));
		return new Effect(Kind.HTTP, facts("request", method + " " + whole, "headers",
				this.secrets.headers(new TreeMap<>(message.getHeaders())), "body", hidden(message)));
	}

	/** Of what a kamelet asks of VoIPstudio, in the headers that its API route reads. */
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
		String request = method + " " + message.getHeader("path");
		Effects.add(exchange, new Effect(Kind.VOIPSTUDIO, facts("request", request, "query",
				query.isEmpty() ? null : query, "body", body.isEmpty() ? null : body)));
		message.removeHeaders("*");
		message.setBody(switch (answer) {
			case "none" -> null;
			case "all", "page" -> Answers.to(exchange, request, List.of(Unknown.ANSWER));
			default -> Answers.to(exchange, request, Unknown.ANSWER);
		});
	}

	private @Nullable String hidden(Message message) {
		String text = text(message);
		return (text != null) ? this.secrets.text(text) : null;
	}

	static Effect bean(String name, Exchange exchange) {
		return new Effect(Kind.BEAN, facts("bean", name, "body", text(exchange.getMessage())));
	}

	/** What a route ended with. */
	static Effect failure(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null && !(root instanceof RetryLater)) {
			root = root.getCause();
		}
		String message = (root.getMessage() != null) ? root.getMessage() : root.getClass().getSimpleName();
		return new Effect(Kind.FAILURE, facts("failure",
				((root instanceof RetryLater) ? "runs again later: " : "") + message.lines().findFirst().orElse("")));
	}

	private static @Nullable String text(Message message) {
		Object body = message.getBody();
		if (body == null) {
			return null;
		}
		String text = (body instanceof Map<?, ?> || body instanceof List<?>) ? body.toString()
				: MessageHelper.extractBodyAsString(message);
		return (text == null || text.length() <= LONGEST) ? text : text.substring(0, LONGEST);
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
