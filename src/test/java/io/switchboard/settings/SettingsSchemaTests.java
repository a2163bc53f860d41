package io.switchboard.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** The schema of {@code application.yaml} for editors. */
class SettingsSchemaTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
		.getSchema(JSON.valueToTree(SettingsSchema.make()).toString());

	private static final Path PRODUCT = Path.of("src/main/resources/application.yaml");

	@Test
	void the_products_own_settings_those_of_the_demo_and_the_engineers_file_are_valid() throws IOException {
		List<Object> documents = new ArrayList<>();
		for (Path file : List.of(PRODUCT, Path.of("application.yaml"))) {
			new Yaml().loadAll(Files.readString(file)).forEach(documents::add);
		}
		// the file that the engineer gets has comments only
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
			delivery: {timeout: 30}                            | timeout
			'delivery: {timeout: "30"}'                        | timeout
			reconciliation: {every: 0}                         | right
			inbox: {retention: 90}                             | right
			delivery: {max-attempts: -1}                       | max-attempts
			delivery: {concurrency: 65}                        | concurrency
			traces: {share: 1.5}                               | share
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
	void each_setting_is_explained() {
		JsonNode schema = JSON.valueToTree(SettingsSchema.make());
		assertThat(WrittenSetting.all()).hasSizeGreaterThan(70);
		WrittenSetting.all().forEach((name, setting) -> {
			JsonNode property = schema.at("/properties/" + name.replace(".", "/properties/"));
			assertThat(property.path("description").asText()).as(name).isNotBlank();
			assertThat(property.path("default").asText()).as(name).isEqualTo(setting.value());
		});
		assertThat(schema.at("/properties/webhook/properties/max-body/default").asText()).isEqualTo("64KB");
	}

}
