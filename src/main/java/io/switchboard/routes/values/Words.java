package io.switchboard.routes.values;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.text.UrlText;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Handler;
import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.LRUCacheFactory;
import org.apache.camel.util.StringHelper;

/**
 * Writes a value where Camel would read it as syntax: in an expression, in an option of
 * an endpoint, and in an endpoint's path.
 */
class Words {

	/** Means nothing to Simple, nor does it name a file that Camel would read instead. */
	private static final Pattern HARMLESS = Pattern.compile("(?!.*--)(?! )(?!resource:)[\\p{L}\\p{N} .,:_/@-]*(?<! )");

	/** Characters that are the same everywhere in a URI. */
	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._,:/@-]*");

	/** Characters that Camel reads even if they are percent-encoded. */
	private static final Pattern MEANT = Pattern.compile("[&+]|^RAW|^#");

	/** Characters that may be in {@code RAW(…)}. */
	private static final Pattern RAW = Pattern.compile("(?!.*\\)&)[ -~]*");

	/** They send some options, such as a password, without looking up #bean. */
	private static final Set<String> HTTP = Set.of("http", "https");

	/** The same as in a URI, without the separators of a path. */
	private static final Pattern IN_PATH = Pattern.compile("[A-Za-z0-9._~,:/@=!$*()-]");

	private final CamelContext camel;

	/**
	 * A bound, because a route may have another address for each event.
	 */
	private final Map<String, String> passing;

	Words(CamelContext camel) {
		this.camel = camel;
		this.passing = LRUCacheFactory.newLRUCache(1000, (name) -> camel.getRegistry().unbind(name));
	}

	/** In a Simple expression. */
	String inSimple(String value) {
		return HARMLESS.matcher(value).matches() ? value : "${ref:%s}".formatted(bound(value));
	}

	/** In the path of an endpoint's URI. */
	String inPath(String value) {
		return value.codePoints()
			.mapToObj(Character::toString)
			.map((each) -> IN_PATH.matcher(each).matches() ? each : percent(each))
			.collect(Collectors.joining());
	}

	/**
	 * A value that differs for each event. Camel decodes such an address before it reads
	 * it, and most components do so once more before they look for the options. For those
	 * a question mark stays encoded.
	 */
	String inPassingPath(String scheme, String value) {
		boolean raw = HTTP.contains(scheme) || this.camel.getComponent(scheme).useRawUri();
		String twice = inPath(value).replace("%", "%25");
		return raw ? twice : twice.replace("%253F", "%25253F");
	}

	/** As the value of an endpoint's option. */
	String asOption(String scheme, String name, String value) {
		return asOption(scheme, name, value, RAW.matcher(value).matches(), this::bound);
	}

	private String asOption(String scheme, String name, String value, boolean mayBeRaw, UnaryOperator<String> bound) {
		if (PLAIN.matcher(value).matches()) {
			return value;
		}
		boolean isRead = HTTP.contains(scheme) && mayBeRaw;
		if (isTyped(scheme, name) && !isRead) {
			return "#bean:" + bound.apply(value);
		}
		if (this.camel.getComponent(scheme).useRawUri()) {
			return percent(value);
		}
		if (!MEANT.matcher(value).find()) {
			return percent(value);
		}
		return (mayBeRaw || HTTP.contains(scheme)) ? raw(value, UnaryOperator.identity())
				: "#bean:" + bound.apply(value);
	}

	/** The same for a value that differs for each event. */
	String asPassingOption(String scheme, String name, String value) {
		if (HTTP.contains(scheme)) {
			return inQuery(value);
		}
		// Camel would insert a setting that an event names
		boolean mayBeRaw = RAW.matcher(value).matches() && !value.contains("{{");
		return asOption(scheme, name, value, mayBeRaw, (text) -> {
			String bean = name("passing", text);
			this.camel.getRegistry().bind(bean, text);
			this.passing.put(bean, bean);
			return bean;
		});
	}

	/** Camel's component for HTTP encodes the options of a passing address itself. */
	private static String inQuery(String value) {
		String whole = UrlText.whole(value);
		return MEANT.matcher(whole).find() ? raw(whole, Words::braces) : braces(whole);
	}

	/** Camel would insert a setting that an event names. */
	private static String braces(String value) {
		return value.contains("{{") ? Placeholders.literal(value) : value;
	}

	/**
	 * Camel ends RAW at its own kind of bracket before an ampersand. A value with both
	 * kinds gets a space there, so that the rest of it does not become options.
	 */
	private static String raw(String value, UnaryOperator<String> written) {
		if (value.contains(")&") && value.contains("}&")) {
			return raw(value.replace(")&", ") &"), written);
		}
		// Camel reads %25 as a percent sign there, and any other % as it is
		String kept = written.apply(value.replace("%25", "%2525"));
		return value.contains(")&") ? "RAW{%s}".formatted(kept) : "RAW(%s)".formatted(kept);
	}

	/** A Simple function that evaluates an expression, and writes the result. */
	String evaluated(String simple, String place, UnaryOperator<String> written) {
		Expression expression = this.camel.resolveLanguage("simple").createExpression(simple);
		String name = name("evaluated", simple + "/" + place + Scope.mark());
		this.camel.getRegistry().bind(name, new Evaluated(expression, written));
		Scope.keepBean(name);
		return "${bean:%s}".formatted(name);
	}

	private boolean isTyped(String scheme, String name) {
		EndpointUriFactory factory = this.camel.getCamelContextExtension().getEndpointUriFactory(scheme);
		return factory != null && factory.propertyNames().contains(name);
	}

	private String bound(String value) {
		String name = name("value", value + Scope.mark());
		this.camel.getRegistry().bind(name, value);
		Scope.keepBean(name);
		return name;
	}

	private static String name(String kind, String content) {
		return "switchboard-%s-%s".formatted(kind, UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_16)));
	}

	private static String percent(String value) {
		StringBuilder percent = new StringBuilder();
		for (byte each : UrlText.whole(value).getBytes(StandardCharsets.UTF_8)) {
			char letter = (char) (each & 0xFF);
			boolean plain = letter < 128 && (Character.isLetterOrDigit(letter) || "-._~".indexOf(letter) >= 0);
			percent.append(plain ? String.valueOf(letter) : "%%%02X".formatted((int) letter));
		}
		return percent.toString();
	}

	/**
	 * An expression in an endpoint's URI.
	 *
	 * @param expression what is evaluated for each event
	 * @param written how the result is written
	 */
	public record Evaluated(Expression expression, UnaryOperator<String> written) {

		/** The result as it may stand in the URI. */
		@Handler
		public String in(Exchange exchange) {
			String value = this.expression.evaluate(exchange, String.class);
			return this.written.apply((value != null) ? value : "");
		}

	}

}
