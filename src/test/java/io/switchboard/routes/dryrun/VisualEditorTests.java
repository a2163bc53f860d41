package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.routes.dryrun.SampleRun.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files as an editor such as Kaoto saves them: one line for each mapping and list, other
 * quotes, and no comments.
 */
class VisualEditorTests {

	/** Steps that hold one expression, which Camel also takes in a short form. */
	private static final List<String> WITH_EXPRESSION = List.of("filter", "setVariable", "setHeader", "setBody",
			"split", "validate", "transform", "when");

	/** Components with the name of their path; a kamelet's name stays in the address. */
	private static final Map<String, String> PATHS = Map.of("bean", "beanName", "direct", "name", "durable", "name",
			"freemarker", "resourceUri", "http", "httpUri", "jdbc", "dataSourceName", "kamelet", "templateId", "smtp",
			"host");

	private static final Pattern ADDRESS = Pattern.compile("(\\w+):([^?]+)");

	@TempDir
	Path folder;

	@Test
	void the_routes_do_the_same_once_an_editor_has_saved_them() throws Exception {
		Path saved = this.folder.resolve("routes");
		FileSystemUtils.copyRecursively(Path.of("routes"), saved);
		JsonSchema schema = schema();
		for (Path file : files(saved)) {
			Object read = new Yaml().load(Files.readString(file));
			takeApart(read);
			Files.writeString(file, block().dump(read));
			assertThat(Files.readString(file)).doesNotContain("# ");
			Object again = new Yaml().load(Files.readString(file));
			assertThat(again).isEqualTo(read);
			if (read instanceof List<?>) {
				assertThat(schema.validate(new ObjectMapper().valueToTree(read))).as("%s", file).isEmpty();
			}
		}
		assertThat(CheckFromSettings.of(PastEvents.settings(Map.of())).check(saved))
			.filteredOn((each) -> each.severity() != Severity.NOTE)
			.extracting(Finding::toString)
			.isEmpty();
		try (SampleRun run = new SampleRun(saved, PastEvents::settings)) {
			for (Path sample : run.samples()) {
				Outcome outcome = run.test(sample);
				assertThat(outcome.problems()).as(outcome.name()).isEmpty();
			}
		}
	}

	/** Parameters in the address become {@code parameters}, as by a form. */
	@SuppressWarnings("unchecked")
	private static void takeApart(Object node) {
		if (node instanceof List<?> list) {
			list.forEach(VisualEditorTests::takeApart);
		}
		else if (node instanceof Map<?, ?> map) {
			Matcher address = ADDRESS.matcher(String.valueOf(map.get("uri")));
			if (address.matches()) {
				Map<String, Object> step = (Map<String, Object>) map;
				Map<String, Object> parameters = (Map<String, Object>) step.computeIfAbsent("parameters",
						(name) -> new LinkedHashMap<>());
				parameters.put(Objects.requireNonNull(PATHS.get(address.group(1)), address.group()), address.group(2));
				if (!address.group(1).equals("kamelet")) {
					step.put("uri", address.group(1));
				}
			}
			map.values().forEach(VisualEditorTests::takeApart);
		}
	}

	/** Normalizes, so that a file of an editor differs only in its form. */
	@Test
	void the_files_are_in_the_explicit_form_and_say_in_a_description_what_comments_say() throws IOException {
		for (Path file : files(Path.of("routes"))) {
			Object read = new Yaml().load(Files.readString(file));
			List<String> shortForms = new ArrayList<>();
			steps(read, shortForms);
			assertThat(shortForms).as("%s", file).isEmpty();
			if (read instanceof List<?> list) {
				for (Object each : list) {
					Map<?, ?> route = (Map<?, ?>) ((Map<?, ?>) each).get("route");
					assertThat(String.valueOf(route.get("description"))).as("%s", file).hasSizeGreaterThan(10);
				}
			}
		}
	}

	private static void steps(Object node, List<String> shortForms) {
		if (node instanceof List<?> list) {
			list.forEach((each) -> steps(each, shortForms));
		}
		else if (node instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if (WITH_EXPRESSION.contains(key) && value instanceof Map<?, ?> step) {
					if (!step.containsKey("expression")) {
						shortForms.add("%s: %s".formatted(key, step));
					}
				}
				else if (List.of("to", "toD").contains(key) && map.size() == 1 && value instanceof String) {
					shortForms.add("%s: %s".formatted(key, value));
				}
				steps(value, shortForms);
			});
		}
	}

	private static Yaml block() {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		options.setIndicatorIndent(2);
		options.setIndentWithIndicator(true);
		return new Yaml(options);
	}

	private static List<Path> files(Path routes) throws IOException {
		try (Stream<Path> files = Files.walk(routes)) {
			return files.filter((each) -> each.toString().matches(".*\\.(camel|kamelet)\\.yaml")).sorted().toList();
		}
	}

	private static JsonSchema schema() throws IOException {
		try (InputStream schema = VisualEditorTests.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
			return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
		}
	}

}
