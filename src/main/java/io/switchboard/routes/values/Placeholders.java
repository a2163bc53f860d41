package io.switchboard.routes.values;

import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a name in double braces by the value of a setting or of a kamelet's parameter,
 * in the spelling of its place. {@link SafeYaml} writes the names of these functions.
 */
class Placeholders {

	static final String SIMPLE = "value-in-simple";

	static final String PREDICATE = "value-as-predicate";

	static final String CONSTANT = "value-as-constant";

	static final String PATH = "value-in-path";

	static final String OPTION = "value-as-option";

	static final String KAMELET = "value-for-kamelet";

	private static final String EVALUATED = "value-evaluated";

	private static final String LITERAL = "value-literal";

	private static final String EVALUATED_IN_PATH = "value-evaluated-in-path";

	private static final Pattern PLACE = Pattern
		.compile("\\{\\{(%s|%s|%s|%s):".formatted(SIMPLE, PREDICATE, CONSTANT, PATH));

	private static final Pattern CAPSULE_PLACE = Pattern
		.compile("\\{\\{\\??(?:%s|%s|%s):(?:[^/{}]+/){1,2}(_t_\\w*)}}".formatted(OPTION, EVALUATED, EVALUATED_IN_PATH));

	private final CamelContext camel;

	private final Words words;

	Placeholders(CamelContext camel, Words words) {
		this.camel = camel;
		this.words = words;
	}

	void install() {
		install(SIMPLE, this::simple);
		install(PREDICATE, this::predicate);
		install(CONSTANT, (name) -> this.words.inSimple(raw(name)));
		install(PATH, (name) -> this.words.inPath(raw(name)));
		install(OPTION, this::option);
		install(KAMELET, this::forKamelet);
		install(EVALUATED, this::evaluated);
		install(LITERAL, Capsule::open);
		install(EVALUATED_IN_PATH, this::evaluatedInPath);
	}

	/** A value for a kamelet that is encoded when its route is made. */
	static String closed(String value) {
		return "{{%s%s:%s}}".formatted(optional(value), KAMELET, Capsule.text(value));
	}

	/** A value of an option that differs for each event. */
	static String evaluated(String scheme, String option, String value) {
		return "{{%s:%s/%s/%s}}".formatted(EVALUATED, inCapsule(scheme), option, Capsule.text(value));
	}

	/** A value in which braces are text. */
	static String literal(String value) {
		return "{{%s:%s}}".formatted(LITERAL, Capsule.data(value));
	}

	private static String inCapsule(String scheme) {
		return scheme.startsWith("{{") ? Capsule.text(scheme) : scheme;
	}

	/** The same between the slashes of an address. */
	static String evaluatedInPath(String scheme, String expression) {
		return "{{%s:%s/%s}}".formatted(EVALUATED_IN_PATH, inCapsule(scheme), Capsule.text(expression));
	}

	/** Camel leaves out an option that is only an optional setting. */
	static String optional(String value) {
		return value.matches("\\{\\{\\?[^{}]+}}") ? "?" : "";
	}

	/** Decodes a capsule; any other text stays as it is. */
	static String opened(String value) {
		String begin = value.startsWith("{{?") ? "{{?" + KAMELET + ":" : "{{" + KAMELET + ":";
		String capsule = value.startsWith(begin) ? value.substring(begin.length(), value.length() - 2) : value;
		return (Capsule.isText(capsule) || Capsule.isData(capsule)) ? Capsule.open(capsule) : value;
	}

	/** The value as it is in the file. */
	static String withoutPlaces(String text) {
		String opened = CAPSULE_PLACE.matcher(text)
			.replaceAll((place) -> Matcher.quoteReplacement(Capsule.open(place.group(1))));
		return PLACE.matcher(opened).replaceAll("{{");
	}

	/** The value; empty if it is optional and missing. */
	String raw(String name) {
		String value = this.camel.resolvePropertyPlaceholders("{{" + name + "}}");
		return (value != null) ? value : "";
	}

	/** Whether a value is a single optional setting that is missing. */
	boolean isMissing(ValueText text) {
		boolean optional = text.pieces().size() == 1 && text.pieces().get(0).kind() == ValueText.Kind.SETTING
				&& text.pieces().get(0).text().startsWith("?");
		return optional && this.camel.resolvePropertyPlaceholders("{{" + text.pieces().get(0).text() + "}}") == null;
	}

	/**
	 * Whether an option is missing in a route.
	 * @param option {@code scheme/option/capsule}
	 * @param given what the route's template was given, or null
	 */
	boolean isMissing(String option, @Nullable Map<String, Object> given) {
		ValueText text = ValueText.of(Capsule.open(option.split("/", 3)[2]));
		boolean isGiven = given != null && text.of(ValueText.Kind.SETTING)
			.stream()
			.anyMatch((name) -> given.get(name.replaceFirst("^\\?", "")) != null);
		return !isGiven && isMissing(text);
	}

	/**
	 * The value within a Simple expression; the value of a route may be an expression
	 * itself.
	 */
	String simple(String name) {
		String given = given(SIMPLE, name);
		return (given != null) ? given : this.words.inSimple(raw(name));
	}

	private String predicate(String name) {
		String given = given(PREDICATE, name);
		return (given != null) ? given : this.words.inSimple(raw(name));
	}

	/** The value of a parameter, while a kamelet's route is made. */
	private @Nullable String given(String kind, String name) {
		Properties parameters = this.camel.getPropertiesComponent().getLocalProperties();
		String parameter = name.replaceFirst("^[?!]", "").replaceFirst("(?s):.*", "");
		return (parameters != null) ? parameters.getProperty(kind + "/" + parameter) : null;
	}

	/** {@code scheme/option/capsule}. */
	private @Nullable String option(String what) {
		String[] parts = what.split("/", 3);
		ValueText text = ValueText.of(Capsule.open(parts[2]));
		return isMissing(text) ? null : this.words.asOption(scheme(parts[0]), parts[1], text.raw(this::raw));
	}

	/** That of an address which is a setting is in a capsule. */
	private String scheme(String scheme) {
		return Capsule.isText(scheme) ? ValueText.of(Capsule.open(scheme)).raw(this::raw).replaceFirst("(?s):.*", "")
				: scheme;
	}

	/** The key of the cache, which differs for different values and scopes. */
	private @Nullable String forKamelet(String capsule) {
		ValueText text = ValueText.of(Capsule.open(capsule));
		return isMissing(text) ? null : Capsule.marked(capsule,
				text.joined(this::simple, UnaryOperator.identity()) + text.raw(this::raw) + Scope.mark());
	}

	/** {@code scheme/option/capsule}. */
	private String evaluated(String what) {
		String[] parts = what.split("/", 3);
		String scheme = scheme(parts[0]);
		UnaryOperator<String> written = scheme.equals("kamelet") ? Capsule::data
				: (value) -> this.words.asPassingOption(scheme, parts[1], value);
		return this.words.evaluated(expression(parts[2]), scheme + "/" + parts[1], written);
	}

	/** {@code scheme/capsule}. */
	private String evaluatedInPath(String what) {
		String[] parts = what.split("/", 2);
		String scheme = scheme(parts[0]);
		return this.words.evaluated(expression(parts[1]), scheme, (value) -> this.words.inPassingPath(scheme, value));
	}

	private String expression(String capsule) {
		return ValueText.of(Capsule.open(capsule)).joined(this::simple, this.words::inSimple);
	}

	private void install(String name, UnaryOperator<@Nullable String> function) {
		this.camel.getPropertiesComponent().addPropertiesFunction(new PropertiesFunction() {
			@Override
			public String getName() {
				return name;
			}

			@Override
			public @Nullable String apply(String remainder) {
				String value = function.apply(remainder);
				return (value != null) ? Settings.escaped(value) : null;
			}

			@Override
			public boolean optional(String remainder) {
				return true;
			}

			@Override
			public boolean lookupFirst(String remainder) {
				return false;
			}
		});
	}

}
