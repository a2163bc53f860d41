package io.switchboard.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of {@code application.yaml}. */
class SettingsSchemaTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
		.getSchema(JSON.valueToTree(SettingsSchema.make()).toString());

	private static final Path PRODUCT = Path.of("src/main/resources/application.yaml");

	private static final Path ADDED = Path
		.of("src/main/resources/META-INF/additional-spring-configuration-metadata.json");

	private static final Pattern LINE = Pattern.compile("( *)([a-z][a-z0-9-]*):(?: +([^#\\s][^#]*?))?(?:\\s+# (.*))?");

	/** A setting as the product's file has it. */
	record Written(String value, String comment) {
	}

	@Test
	void the_products_own_settings_those_of_the_demo_and_the_engineers_file_are_valid() throws IOException {
		List<Object> documents = new ArrayList<>();
		for (Path file : List.of(PRODUCT, Path.of("application.yaml"))) {
			new Yaml().loadAll(Files.readString(file)).forEach(documents::add);
		}
		// the engineer's is all comments
		documents.add(null);
		assertThat(documents).hasSizeGreaterThan(2);
		documents.forEach((each) -> assertThat(problems(each)).isEmpty());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "right", textBlock = """
			delivery: {max-attempts: 3}                        | right
			'delivery: {max-attempts: "${TRIES}"}'             | right
			delivery: {max-attemps: 3}                         | max-attemps
			delivery: {max-attempts: many}                     | max-attempts
			delivery: {timeout: 90s}                           | right
			delivery: {timeout: 90x}                           | timeout
			routes: {reload: check-only}                       | right
			routes: {reload: off}                              | right
			routes: {reload: sometimes}                        | reload
			webhook: {max-body: 64KB}                          | right
			webhook: {max-body: much}                          | max-body
			metrics: {open: perhaps}                           | open
			voipstudio: {api: {tokn: x}}                       | tokn
			helpdesk: {url: x}                                 | right
			crm: {project: x}                                  | right
			destinations: {sales-email: x}                     | right
			databases: {reporting: {url: x, username: y}}      | right
			databases: {reporting: {ulr: x}}                   | ulr
			server: {port: 9090}                               | right
			server: {port: many}                               | port
			spring: {profiles: {active: production}}           | right
			""")
	void a_mistake_is_marked_by_an_editor(String yaml, String told) {
		if (told == null) {
			assertThat(problems(new Yaml().load(yaml))).isEmpty();
		}
		else {
			assertThat(problems(new Yaml().load(yaml))).anyMatch((each) -> each.contains(told));
		}
	}

	private static List<String> problems(Object document) {
		return SCHEMA.validate(JSON.valueToTree(document)).stream().map(Object::toString).toList();
	}

	/** The text beside a setting in the product's file is what editors show. */
	@Test
	void editors_show_what_the_products_file_says_of_a_setting() throws IOException {
		ArrayNode properties = JSON.createArrayNode();
		Map<String, Written> written = written();
		written.forEach((name, setting) -> {
			ObjectNode property = properties.addObject().put("name", name);
			property.put("type", type(setting.value()));
			if (!setting.comment().isEmpty()) {
				property.put("description", setting.comment());
			}
			if (!setting.value().isEmpty() && !setting.value().equals("\"\"")) {
				property.put("defaultValue", setting.value().replaceAll("^\"|\"$", ""));
			}
		});
		DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"))
			.withArrayIndenter(new DefaultIndenter("  ", "\n"));
		String anew = JSON.writer(printer).writeValueAsString(JSON.createObjectNode().set("properties", properties))
				+ "\n";
		if (System.getProperty("settings.write") != null) {
			Files.writeString(ADDED, anew);
			return;
		}
		assertThat(Files.readString(ADDED))
			.as("to write it anew: mvn test -Dtest=SettingsSchemaTests -Dsettings.write=true")
			.isEqualTo(anew);
		Map<String, String> described = new TreeMap<>();
		for (String file : List.of("spring-configuration-metadata.json", ADDED.getFileName().toString())) {
			try (InputStream text = getClass().getResourceAsStream("/META-INF/" + file)) {
				JSON.readTree(text)
					.path("properties")
					.forEach((each) -> described.merge(each.path("name").asText(), each.path("description").asText(),
							(first, second) -> first + second));
			}
		}
		assertThat(described.keySet()).containsAll(written.keySet());
		described.forEach((name, description) -> {
			if (!name.startsWith("spring.")) {
				assertThat(description).as(name).isNotBlank();
			}
		});
	}

	private static String type(String value) {
		if (value.matches("true|false")) {
			return "java.lang.Boolean";
		}
		return value.matches("\\d+") ? "java.lang.Integer" : "java.lang.String";
	}

	/** In the first document, without the sections of others. */
	private static Map<String, Written> written() throws IOException {
		Map<String, Written> written = new TreeMap<>();
		KnownSettings known = new KnownSettings();
		List<String> path = new ArrayList<>();
		for (String line : Files.readString(PRODUCT).split("(?m)^---$")[0].lines().toList()) {
			Matcher setting = LINE.matcher(line);
			if (!setting.matches()) {
				continue;
			}
			path.subList(Math.min(setting.group(1).length() / 2, path.size()), path.size()).clear();
			path.add(setting.group(2));
			String name = String.join(".", path);
			if (setting.group(3) != null && known.names().contains(name)) {
				written.put(name, new Written(setting.group(3).strip(),
						(setting.group(4) != null) ? setting.group(4).strip() : ""));
			}
		}
		return written;
	}

}
