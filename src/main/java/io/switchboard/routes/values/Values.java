package io.switchboard.routes.values;

import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.model.Model;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/** Makes Camel take values as data. */
public final class Values {

	private Values() {
	}

	/**
	 * Before any route is read.
	 * @param camel whose routes and kamelets are meant
	 * @param kamelets where kamelets are, such as {@code file:routes/kamelets}
	 * @param lookup a setting by its name, or null
	 */
	public static void install(CamelContext camel, String kamelets, UnaryOperator<@Nullable String> lookup) {
		readSettings(camel, lookup);
		SharedRegistry.install(camel);
		Words words = new Words(camel);
		Placeholders placeholders = new Placeholders(camel, words);
		placeholders.install();
		SafeKamelets component = new SafeKamelets(camel, placeholders, words);
		component.setLocation(kamelets);
		camel.addComponent("kamelet", component);
		camel.getCamelContextExtension()
			.getContextPlugin(Model.class)
			.addModelLifecycleStrategy(new SafeAddresses(placeholders));
		bind(camel, "yaml", new SafeYaml.Routes());
		bind(camel, "kamelet.yaml", new SafeYaml.Kamelets());
	}

	/**
	 * Once more, after somebody else has set how settings are looked up.
	 * @param camel whose routes and kamelets are meant
	 * @param lookup a setting by its name, or null
	 */
	public static void readSettings(CamelContext camel, UnaryOperator<@Nullable String> lookup) {
		PropertiesComponent settings = (PropertiesComponent) camel.getPropertiesComponent();
		// double braces in a setting are text
		settings.setNestedPlaceholder(false);
		settings.setPropertiesParser(new Settings(settings, lookup));
	}

	/**
	 * The values of a kamelet's properties in a route's file.
	 * @param query the query of an endpoint's URI
	 * @return by its name, as it is written there
	 * @throws URISyntaxException if it is not a query
	 */
	public static Map<String, String> parameters(String query) throws URISyntaxException {
		Map<String, Object> parameters = new LinkedHashMap<>(URISupport.parseQuery(query));
		URISupport.resolveRawParameterValues(parameters);
		Map<String, String> written = new LinkedHashMap<>();
		parameters.forEach((name, value) -> written.put(name, Placeholders.opened(String.valueOf(value))));
		return written;
	}

	/**
	 * A value as it is in a route's file, such as an expression.
	 * @param text as Camel has it
	 * @return as it is written there
	 */
	public static String shown(String text) {
		return Placeholders.withoutPlaces(text);
	}

	/**
	 * The names of the settings in a value.
	 * @param written what a route's file says for a property of a kamelet
	 * @return without braces, perhaps none
	 */
	public static List<String> settings(String written) {
		return ValueText.of(written).of(ValueText.Kind.SETTING);
	}

	/**
	 * The expressions in a value.
	 * @param written what a route's file says for a property of a kamelet
	 * @return with their braces, perhaps none
	 */
	public static List<String> expressions(String written) {
		return ValueText.of(written).of(ValueText.Kind.EXPRESSION);
	}

	/**
	 * The beginning of an expression without an end.
	 * @param written what a route's file says for a property of a kamelet
	 * @return null if nothing does
	 */
	public static @Nullable String unfinished(String written) {
		return ValueText.of(written).unfinished();
	}

	private static void bind(CamelContext camel, String extension, RoutesBuilderLoader loader) {
		loader.setCamelContext(camel);
		camel.getRegistry().bind("routes-builder-loader-" + extension, loader);
	}

}
