package io.switchboard.routes.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The conditions of the rules that send to some routes. */
final class AskedRules {

	private static final Pattern TARGET = Pattern.compile("durable:([\\w-]+)");

	private final Set<String> routes;

	private final Set<String> conditions = new TreeSet<>();

	private AskedRules(Set<String> routes) {
		this.routes = routes;
	}

	/**
	 * Finds them.
	 * @param switchboard the text of its file
	 * @param routes those of a decision
	 * @return the texts of the conditions, each once
	 */
	static Set<String> conditions(String switchboard, Set<String> routes) {
		AskedRules rules = new AskedRules(routes);
		rules.walk(new Yaml(new SafeConstructor(new LoaderOptions())).load(switchboard), List.of());
		return rules.conditions;
	}

	private void walk(@Nullable Object node, List<String> asked) {
		if (node instanceof List<?> list) {
			list.forEach((each) -> walk(each, asked));
		}
		else if (node instanceof Map<?, ?> map) {
			List<String> within = new ArrayList<>(asked);
			map.forEach((key, value) -> {
				if (!key.equals("steps")) {
					within.add(String.valueOf(value));
				}
			});
			boolean condition = map.containsKey("steps");
			map.values().forEach((value) -> walk(value, condition ? within : asked));
		}
		else if (node instanceof String text) {
			var target = TARGET.matcher(text);
			if (target.matches() && this.routes.contains(target.group(1))) {
				this.conditions.addAll(asked);
			}
		}
	}

}
