package io.switchboard.routes.values;

import java.util.function.UnaryOperator;

import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;
import org.jspecify.annotations.Nullable;

/** Looks up settings, without evaluating their text. */
class Settings extends DefaultPropertiesParser {

	private final UnaryOperator<@Nullable String> lookup;

	/** The look-up knows a setting by its name, or returns null. */
	Settings(PropertiesComponent component, UnaryOperator<@Nullable String> lookup) {
		super(component);
		this.lookup = lookup;
	}

	@Override
	public @Nullable String customLookup(String key) {
		return this.lookup.apply(key);
	}

	@Override
	public @Nullable String parseProperty(String key, @Nullable String value, PropertiesLookup properties) {
		return (value != null) ? escaped(value) : null;
	}

	@Override
	public @Nullable String parseUri(String text, PropertiesLookup properties, boolean fallback, boolean keepUnresolved,
			boolean nested) {
		String parsed = super.parseUri(text, properties, fallback, keepUnresolved, nested);
		return (parsed != null) ? withItsEnd(parsed) : null;
	}

	/** Camel removes a backslash before double braces. */
	static String escaped(String value) {
		return value.replace("\\{{", "\\\\{{").replace("\\}}", "\\\\}}");
	}

	/** And one that is among the last two characters. */
	private static String withItsEnd(String text) {
		int at = text.indexOf('\\', Math.max(text.length() - 2, 0));
		return (at < 0) ? text : text.substring(0, at) + '\\' + text.substring(at);
	}

}
