package io.switchboard.routes.check.decision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.routes.check.spare.JarBeans;
import io.switchboard.routes.values.SpareCamel;
import io.switchboard.routes.values.Values;
import io.switchboard.texts.KeywordDoes;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The check of a switchboard and its routes, written by a test. */
abstract class WiringBench {

	static final Map<String, String> SETTINGS = Map.of("the.channel", "durable:rows", "the.name", "rows");

	static final String RULE = """
			        - filter:
			            id: one
			            expression: {simple: {expression: "${variable.missed_call}"}}
			            steps:
			              - to: {uri: "durable:rows"}
			""";

	static final String ROWS = """
			- route:
			    id: rows
			    from:
			      uri: durable:rows
			      steps:
			        - to: {id: write, uri: "kamelet:rows-sink"}
			""";

	static final String READER = ROWS.replaceFirst("(?s)steps:.*", "steps: [{log: {message: x}}]\n");

	DefaultCamelContext camel;

	final List<RouteBuilder> java = new ArrayList<>();

	@TempDir
	Path folder;

	@BeforeEach
	void install() throws Exception {
		Files.createDirectories(this.folder.resolve("kamelets"));
		kamelet("sql:insert");
		this.camel = new SpareCamel(null);
		JarBeans.get().askedByRules().forEach(this.camel.getRegistry()::bind);
		Values.install(this.camel, "file:" + this.folder.resolve("kamelets"), SETTINGS::get);
	}

	void kamelet(String uri) throws Exception {
		Files.writeString(this.folder.resolve("kamelets/rows-sink.kamelet.yaml"), """
				kind: Kamelet
				metadata: {name: rows-sink}
				spec:
				  definition:
				    title: "durable:rows"
				    description: "durable:rows"
				  template:
				    from:
				      uri: kamelet:source
				      steps:
				        - removeHeaders: {pattern: "*"}
				        - to: {uri: "%s"}
				""".formatted(uri));
	}

	Checked check(String rules, String... files) throws Exception {
		load("switchboard", """
				- route:
				    id: switchboard
				    from:
				      uri: durable:switchboard
				      steps:
				%s
				- route:
				    id: unrouted
				    from:
				      uri: durable:unrouted
				      steps:
				        - log: {message: "unrouted"}
				""".formatted(rules.stripTrailing()));
		for (int i = 0; i < files.length; i += 2) {
			load(files[i], files[i + 1]);
		}
		for (RouteBuilder builder : this.java) {
			this.camel.addRoutes(builder);
		}
		return checked(Set.of("crm_on"));
	}

	/** The findings as text. */
	record Checked(List<String> problems, List<String> warnings) {
	}

	Checked checked(Set<String> switches) {
		List<Finding> findings = new WiringCheck(this.folder, this.camel, switches, Set.of(KeywordDoes.VARIABLE),
				this.camel.getRouteDefinitions(), Set.of())
			.findings()
			.sorted();
		return new Checked(texts(findings, Severity.ERROR), texts(findings, Severity.WARNING));
	}

	static List<String> texts(List<Finding> findings, Severity severity) {
		return findings.stream().filter((each) -> each.severity() == severity).map(Finding::toString).toList();
	}

	void load(String name, String yaml) throws Exception {
		PluginHelper.getRoutesLoader(this.camel)
			.loadRoutes(ResourceHelper.fromString("file:" + name + ".camel.yaml", yaml));
	}

}
