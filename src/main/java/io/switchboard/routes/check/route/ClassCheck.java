package io.switchboard.routes.check.route;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Rule;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Whether the classes that a file names are in a jar. */
class ClassCheck {

	private static final Pattern CLASS = Pattern.compile("(?:[a-z_]\\w*\\.)+[A-Z][\\w$]*");

	private static final String PREFIX = "#class:";

	/** Keys in which a class may stand for a bean. */
	private static final Set<String> NAMING = Set.of("bean", "beanType");

	/** Packages that are always there. */
	private static final Set<String> ALWAYS = Set.of("camel-core", "camel-kamelet");

	private final CamelContext camel;

	private final Findings findings;

	ClassCheck(CamelContext camel, Findings findings) {
		this.camel = camel;
		this.findings = findings;
	}

	void check(YamlFile file) {
		for (YamlFile.Value value : file.values()) {
			String name = named(value);
			if (name != null && this.camel.getClassResolver().resolveClass(name) == null) {
				this.findings.add(file.place(value, name), Rule.BEAN, "there is no class %s".formatted(name),
						mend(file));
			}
		}
	}

	/** The finding about a class; null if no class is named or it exists. */
	private static @Nullable String named(YamlFile.Value value) {
		String text = value.text();
		boolean isType = value.key(0).equals("type") && value.keys().contains("beans");
		if (!isType && !NAMING.contains(value.key(0)) && !text.startsWith(PREFIX)) {
			return null;
		}
		String name = (text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text).replaceFirst("(?s)[(?#].*",
				"");
		return CLASS.matcher(name).matches() ? name : null;
	}

	/** The advice; a kamelet names the jars that it needs. */
	private static String mend(YamlFile file) {
		String jars = jars(file);
		return jars.isEmpty() ? "Add the jar that has it to lib/."
				: "Add the jar that has it to lib/; the kamelet names %s.".formatted(jars);
	}

	/** The jars that a kamelet names; empty if it names none, and for a route. */
	static String jars(YamlFile file) {
		Node dependencies = YamlFile.child(YamlFile.child(file.root(), "spec"), "dependencies");
		List<Node> named = (dependencies instanceof SequenceNode list) ? list.getValue() : List.of();
		return named.stream()
			.map((each) -> YamlFile.text(each).replaceFirst("^camel:", "camel-").replaceFirst("^mvn:", ""))
			.filter((jar) -> !ALWAYS.contains(jar))
			.collect(Collectors.joining(", "));
	}

}
