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
	private static final Set<String> READS_TEXT = Set.of("http", "https");

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

	/** As the value of an endpoint's option. */
	String asOption(String scheme, String name, String value) {
		return asOption(scheme, name, value, this::bound);
	}

	private String asOption(String scheme, String name, String value, UnaryOperator<String> bound) {
		if (PLAIN.matcher(value).matches()) {
			return value;
		}
		boolean isRead = READS_TEXT.contains(scheme) && RAW.matcher(value).matches();
		if (isTyped(scheme, name) && !isRead) {
			return "#bean:" + bound.apply(value);
		}
		if (this.camel.getComponent(scheme).useRawUri()) {
			return percent(value);
		}
		if (!MEANT.matcher(value).find()) {
			return percent(value);
		}
		return RAW.matcher(value).matches() ? "RAW(%s)".formatted(value) : "#bean:" + bound.apply(value);
	}

	/** The same for a value that differs for each event. */
	String asPassingOption(String scheme, String name, String value) {
		return asOption(scheme, name, value, (text) -> {
			String bean = name("passing", text);
			this.camel.getRegistry().bind(bean, text);
			this.passing.put(bean, bean);
			return bean;
		});
	}

	/** A Simple function that evaluates an expression, and writes the result. */
	String evaluated(String simple, UnaryOperator<String> written) {
		Expression expression = this.camel.resolveLanguage("simple").createExpression(simple);
		String name = name("evaluated", simple + written.getClass().getName() + Scope.mark());
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
