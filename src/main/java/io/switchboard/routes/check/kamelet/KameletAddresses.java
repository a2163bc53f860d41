package io.switchboard.routes.check.kamelet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.switchboard.routes.values.Values;
import org.jspecify.annotations.Nullable;

/**
 * Finds the properties of a kamelet that its connections are made of: they are in the
 * address of a step, or in a bean. If such a property is empty, the routes do not start.
 */
final class KameletAddresses {

	/** An address without a host or a name; a port, a path or a query may be there. */
	private static final Pattern NOWHERE = Pattern
		.compile("[\\w.+-]+:(?:\\w+:)?+(?://)?+(?:[:/?].*)?|[^/?]*@[:/].*|[/?].*", Pattern.DOTALL);

	/** What a bean calls its address. */
	private static final Pattern ADDRESS = Pattern.compile("(?i).*(?:uri|url|host|server|brokers?|address)(?:name|s)?");

	private KameletAddresses() {
	}

	/**
	 * Their names.
	 * @param spec of the kamelet, as its file has it
	 * @return of those that are required, perhaps none
	 */
	static Set<String> of(Map<?, ?> spec) {
		Set<String> names = new TreeSet<>();
		if (spec.get("template") instanceof Map<?, ?> template && spec.get("definition") instanceof Map<?, ?> definition
				&& definition.get("required") instanceof List<?> required) {
			steps(template.get("from"), names);
			beans(template.get("beans"), names);
			names.retainAll(required);
		}
		return names;
	}

	private static void steps(@Nullable Object node, Set<String> names) {
		if (node instanceof List<?> list) {
			list.forEach((each) -> steps(each, names));
		}
		else if (node instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if ("uri".equals(key) && value instanceof String uri) {
					address(uri, names);
				}
				else {
					steps(value, names);
				}
			});
		}
	}

	private static void address(String uri, Set<String> names) {
		Values.settings(uri).stream().filter((each) -> isNowhereWithout(each, uri)).forEach(names::add);
	}

	private static boolean isNowhereWithout(String name, String uri) {
		String address = uri.replace("{{" + name + "}}", "").replaceAll("\\{\\{[^}]*}}", "x");
		return address.isBlank() || NOWHERE.matcher(address).matches();
	}

	private static void beans(@Nullable Object node, Set<String> names) {
		if (node instanceof List<?> list) {
			list.forEach((each) -> beans(each, names));
		}
		else if (node instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if (value instanceof String text && ADDRESS.matcher(key.toString()).matches()) {
					address(text, names);
				}
				else {
					beans(value, names);
				}
			});
		}
	}

}
