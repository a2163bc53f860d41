package io.switchboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaClasses;
import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.destinations.CallLogColumns;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules of the house: the layers, the size of classes, and the form of a route. */
class HouseRulesTests {

	private static final Path ROUTES = Path.of("routes");

	private static final JavaClasses CLASSES = ReadClasses.ALL;

	private static final JsonSchema YAML_DSL = schema();

	@Test
	void who_may_know_whom() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("store")
			.definedBy("io.switchboard.store..")
			.layer("failure")
			.definedBy("io.switchboard.failure..")
			.layer("platformhttp")
			.definedBy("io.switchboard.platformhttp..")
			.layer("voipstudio")
			.definedBy("io.switchboard.voipstudio")
			.layer("voipstudio api")
			.definedBy("io.switchboard.voipstudio.api..")
			.layer("mail")
			.definedBy("io.switchboard.mail..")
			.layer("inbox")
			.definedBy("io.switchboard.inbox..")
			.layer("delivery")
			.definedBy("io.switchboard.delivery..")
			.layer("webhook")
			.definedBy("io.switchboard.webhook..")
			.layer("routes")
			.definedBy("io.switchboard.routes..")
			.layer("destinations")
			.definedBy("io.switchboard.destinations..")
			.layer("console")
			.definedBy("io.switchboard.console..")
			.layer("reconciliation")
			.definedBy("io.switchboard.reconciliation..")
			.layer("calls")
			.definedBy("io.switchboard.calls..")
			.layer("history")
			.definedBy("io.switchboard.history..")
			.layer("simulator")
			.definedBy("io.switchboard.simulator..")
			.whereLayer("store")
			.mayNotAccessAnyLayer()
			.whereLayer("failure")
			.mayNotAccessAnyLayer()
			.whereLayer("platformhttp")
			.mayNotAccessAnyLayer()
			.whereLayer("voipstudio")
			.mayNotAccessAnyLayer()
			.whereLayer("voipstudio api")
			.mayOnlyAccessLayers("failure", "store", "voipstudio")
			.whereLayer("mail")
			.mayOnlyAccessLayers("failure")
			.whereLayer("inbox")
			.mayOnlyAccessLayers("store", "voipstudio")
			.whereLayer("delivery")
			.mayOnlyAccessLayers("failure", "inbox", "store", "voipstudio")
			.whereLayer("webhook")
			.mayOnlyAccessLayers("inbox", "platformhttp", "store", "voipstudio")
			.whereLayer("routes")
			.mayOnlyAccessLayers("delivery", "failure", "inbox", "mail", "platformhttp", "store", "voipstudio")
			.whereLayer("destinations")
			.mayOnlyAccessLayers("failure", "voipstudio")
			.whereLayer("reconciliation")
			.mayOnlyAccessLayers("calls", "failure", "inbox", "store", "voipstudio", "voipstudio api")
			.whereLayer("reconciliation")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("calls")
			.mayOnlyAccessLayers("inbox", "store", "voipstudio", "voipstudio api")
			.whereLayer("calls")
			.mayOnlyBeAccessedByLayers("history", "console", "reconciliation")
			.whereLayer("history")
			.mayOnlyAccessLayers("store", "voipstudio", "voipstudio api", "inbox", "delivery", "calls")
			.whereLayer("history")
			.mayOnlyBeAccessedByLayers("console")
			.whereLayer("simulator")
			.mayNotAccessAnyLayer()
			.whereLayer("simulator")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("console")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("webhook")
			.mayOnlyBeAccessedByLayers("console")
			.check(CLASSES);
	}

	@Test
	void a_class_has_250_lines_at_most() throws IOException {
		for (Path file : classes()) {
			assertThat(Files.readAllLines(file).size()).as("lines of " + file).isLessThanOrEqualTo(250);
		}
	}

	/** Code and comments count; blank lines and imports do not. */
	@Test
	void half_of_all_classes_have_60_lines_at_most() throws IOException {
		List<Long> lines = new ArrayList<>();
		for (Path file : classes()) {
			lines.add(Files.readAllLines(file)
				.stream()
				.filter((line) -> !line.isBlank() && !line.startsWith("import ") && !line.startsWith("package "))
				.count());
		}
		lines.sort(null);
		assertThat(lines.get(lines.size() / 2)).isLessThanOrEqualTo(60);
	}

	private static List<Path> classes() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			return files.filter((each) -> each.toString().endsWith(".java") && !each.endsWith("package-info.java"))
				.toList();
		}
	}

	/**
	 * An outage of the store is one outage in the log: {@code Store.failed} logs it, and
	 * no other method does.
	 */
	@Test
	void nobody_tells_of_the_store_on_their_own() {
		assertThat(CLASSES.stream()
			.flatMap((each) -> each.getCodeUnits().stream())
			.filter((each) -> calls(each, Store.class, "describe") && calls(each, RepeatedFailure.class, "happened")))
			.isEmpty();
	}

	private static boolean calls(JavaCodeUnit from, Class<?> owner, String name) {
		return from.getMethodCallsFromSelf()
			.stream()
			.anyMatch((call) -> call.getTargetOwner().isEquivalentTo(owner) && call.getName().equals(name));
	}

	@Test
	void nobody_blocks_a_thread_by_sleeping() {
		noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
	}

	/** Pages, flashes and alerts have one word for one thing. */
	@Test
	void what_people_read_has_no_word_that_was_decided_against() throws IOException {
		Map<String, String> instead = new LinkedHashMap<>();
		instead.put("(?i)(?<![-/\\w])anew(?![-\\w])", "again");
		instead.put("<label>To <input type=\"datetime", "Until");
		instead.put(">(?:Do|Try)</th>", "Actions");
		instead.put(">Told</th>", "Sent");
		instead.put(">(?:Search|Find|Go)</button>", "Filter");
		instead.put("<dt>Waiting</dt>|>Waiting</th>", "Pending");
		instead.put("'(?:Act|Look):'", "Problem: or Warning:");
		instead.put("(?i)\\bthat is no\\b", "This is not a");
		instead.put("\\bSay why\\b", "Give a reason");
		instead.put("(?i)\\b(?:befall|died of|was faster|goes on\\.|belong together|no route wants|by now\\.)",
				"a plain sentence");
		instead.put("(?i)(?<!\\.)\\b(?:retry queue|replay|cronjob)\\b", "redeliver");
		List<String> found = new ArrayList<>();
		for (Path file : readByPeople()) {
			String text = Files.readString(file);
			if (file.toString().endsWith(".java")) {
				text = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"")
					.matcher(text)
					.results()
					.map((each) -> each.group())
					.reduce("", (all, each) -> all + "\n" + each);
			}
			String read = text;
			instead.forEach((word, better) -> Pattern.compile(word)
				.matcher(read)
				.results()
				.forEach((each) -> found.add("%s: %s, better: %s".formatted(file, each.group(), better))));
		}
		assertThat(found).isEmpty();
	}

	private static List<Path> readByPeople() throws IOException {
		List<Path> files = new ArrayList<>();
		for (String folder : List.of("src/main/resources/templates", "src/main/java/io/switchboard/console",
				"src/main/java/io/switchboard/alerts", "src/main/java/io/switchboard/followup")) {
			try (Stream<Path> below = Files.walk(Path.of(folder))) {
				below.filter((each) -> each.toString().matches(".*\\.(html|java)")).forEach(files::add);
			}
		}
		return files;
	}

	/** These would make the build slow, or red by chance. */
	@Test
	void a_test_sleeps_for_nothing_starts_no_application_anew_and_shares_what_is_printed() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".java")).toList()) {
				if (!file.endsWith("CapturesOutput.java") && !file.endsWith("HouseRulesTests.java")) {
					assertThat(Files.readString(file)).as(file.toString())
						.doesNotContain("Thread.sleep", "@DirtiesContext", "spring.application.name=",
								"OutputCaptureExtension", "System.setOut");
				}
			}
		}
	}

	@Test
	void every_package_says_what_it_is_for_and_is_null_marked() throws IOException {
		try (Stream<Path> folders = Files.walk(Path.of("src/main/java/io/switchboard"))) {
			for (Path folder : folders.filter(Files::isDirectory).toList()) {
				assertThat(Files.readString(folder.resolve("package-info.java"))).startsWith("/**")
					.contains("@NullMarked");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("routeFiles")
	void a_route_file_is_one_route_named_as_the_file_and_the_channel(Path file) throws IOException {
		List<Map<String, Object>> documents = load(file);
		assertThat(documents).hasSize(1);
		Map<String, Object> route = map(documents.get(0).get("route"));
		assertThat(route.get("id")).isEqualTo(name(file));
		assertThat(route.get("description")).asString().isNotBlank();
		assertThat(map(route.get("from")).get("uri")).isEqualTo("durable:" + name(file));
		assertThat(Files.readAllLines(file).get(0)).as("its story").startsWith("# ").endsWith(".");
		assertThat(YAML_DSL.validate(new ObjectMapper().valueToTree(documents))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("routeFiles")
	void the_switchboard_sends_to_channels_and_a_route_to_kamelets(Path file) throws IOException {
		List<Map<String, Object>> sends = new ArrayList<>();
		collect(load(file), Set.of("to", "toD", "wireTap", "enrich", "pollEnrich"), sends);
		boolean switchboard = name(file).equals("switchboard");
		for (Map<String, Object> send : sends) {
			String uri = send.get("uri").toString();
			assertThat(uri.split(":")[0]).as(uri).isIn(switchboard ? Set.of("durable") : Set.of("kamelet", "direct"));
			if (!switchboard) {
				assertThat(send.get("id")).as("the id of the step to " + uri).isNotNull();
			}
			if (uri.startsWith("kamelet:")) {
				assertThat(ROUTES.resolve("kamelets/" + uri.substring(8) + ".kamelet.yaml")).exists();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("routeFiles")
	void every_route_has_a_sample(Path file) {
		if (!name(file).equals("switchboard")) {
			assertThat(Samples.all().stream().map(Samples::route)).contains(name(file));
		}
	}

	@Test
	void every_sample_is_named_after_a_route() {
		Set<String> routes = new HashSet<>(Samples.routesInJava());
		routeFiles().forEach((file) -> routes.add(name(file)));
		assertThat(Samples.all()).allMatch((sample) -> routes.contains(Samples.route(sample)));
	}

	@ParameterizedTest
	@MethodSource("kamelets")
	void a_kamelet_is_described_clears_headers_first_and_stands_in_the_map(Path file) throws IOException {
		Map<String, Object> kamelet = load(file).get(0);
		String name = file.getFileName().toString().replace(".kamelet.yaml", "");
		assertThat(map(kamelet.get("metadata")).get("name")).isEqualTo(name);
		assertThat(name).matches(".*-(source|sink|action)");
		Map<String, Object> spec = map(kamelet.get("spec"));
		Map<String, Object> definition = map(spec.get("definition"));
		assertThat(definition.get("title")).asString().isNotBlank();
		map(definition.get("properties"))
			.forEach((property, is) -> assertThat(map(is)).as(property).containsKeys("title", "description", "type"));
		Map<String, Object> from = map(map(spec.get("template")).get("from"));
		assertThat(map(((List<?>) from.get("steps")).get(0)))
			.isEqualTo(Map.of("removeHeaders", Map.of("pattern", "*")));
		assertThat(Files.readString(ROUTES.resolve("README.md")))
			.contains("| `%s` | %s |".formatted(name, definition.get("description")));
		List<Map<String, Object>> route = List.of(Map.of("from", from));
		assertThat(YAML_DSL.validate(new ObjectMapper().valueToTree(route))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("statements")
	void a_statement_names_only_fields_that_exist_and_may_run_twice(Path file) throws IOException {
		Set<String> known = new HashSet<>(EventExchange.FACTS);
		known.addAll(Samples.variables());
		known.addAll(CallLogColumns.all());
		for (Path sample : Samples.all()) {
			Samples.read(sample).fieldNames().forEachRemaining(known::add);
		}
		String sql = Files.readString(file);
		assertThat(Pattern.compile(":\\?(\\w+)").matcher(sql).results().map((each) -> each.group(1)).toList())
			.isNotEmpty()
			.isSubsetOf(known);
		assertThat(sql).contains("on conflict");
	}

	@Test
	void a_mail_template_has_an_html_and_a_text_side() throws IOException {
		try (Stream<Path> files = Files.list(ROUTES.resolve("templates"))) {
			List<String> names = files.map((file) -> file.getFileName().toString())
				.filter((name) -> !name.endsWith(".json"))
				.sorted()
				.toList();
			assertThat(names).isNotEmpty()
				.allMatch((name) -> names.contains(name.replaceFirst("html$|txt$", "html"))
						&& names.contains(name.replaceFirst("html$|txt$", "txt")));
		}
	}

	static List<Path> routeFiles() {
		return files(ROUTES, ".camel.yaml");
	}

	static List<Path> kamelets() {
		return files(ROUTES.resolve("kamelets"), ".kamelet.yaml");
	}

	static List<Path> statements() {
		return files(ROUTES.resolve("statements"), ".sql");
	}

	static String name(Path file) {
		return file.getFileName().toString().replace(".camel.yaml", "");
	}

	private static List<Path> files(Path folder, String suffix) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Map<String, Object>> load(Path file) throws IOException {
		Object content = new Yaml().load(Files.readString(file));
		List<Map<String, Object>> documents = new ArrayList<>();
		for (Object document : (content instanceof List<?> list) ? list : List.of(content)) {
			documents.add(map(document));
		}
		return documents;
	}

	/** Steps, not a kamelet's parameters, which may be called anything. */
	private static void collect(Object node, Set<String> keys, List<Map<String, Object>> found) {
		if (node instanceof List<?> list) {
			list.forEach((each) -> collect(each, keys, found));
		}
		else if (node instanceof Map<?, ?> map) {
			map.forEach((key, value) -> {
				if (keys.contains(key)) {
					found.add((value instanceof String uri) ? Map.of("uri", uri) : map(value));
				}
				if (!key.equals("parameters")) {
					collect(value, keys, found);
				}
			});
		}
	}

	private static Map<String, Object> map(Object node) {
		Map<String, Object> map = new LinkedHashMap<>();
		((Map<?, ?>) node).forEach((key, value) -> map.put(key.toString(), value));
		return map;
	}

	private static JsonSchema schema() {
		try (InputStream schema = HouseRulesTests.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
			JsonNode node = new ObjectMapper().readTree(schema);
			return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(node);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
