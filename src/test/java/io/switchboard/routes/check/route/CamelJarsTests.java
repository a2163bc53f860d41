package io.switchboard.routes.check.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.FewRoutes;
import io.switchboard.routes.check.AccidentsBench;
import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.FolderCheck;
import io.switchboard.routes.check.route.CamelJars.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A part of Camel that is not on the class path is reported with its jar. */
class CamelJarsTests {

	private static final FolderCheck CHECK = CheckFromSettings.of(AccidentsBench.settings());

	/** The build unpacks it here. */
	private static final Path CATALOGUE = Path.of("target/catalogue/org/apache/camel/catalog");

	private static final Path FILE = Path.of("src/main/resources/io/switchboard/routes/check/route", CamelJars.FILE);

	private static final ObjectMapper JSON = new ObjectMapper();

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					to: "nats:calls"                  | there is no component nats          | Add camel-nats and what it needs to lib/, or send to a kamelet.
					to: "paho-mqtt5:calls"            | there is no component paho-mqtt5    | camel-paho-mqtt5
					toD: "scp:host/${body[dst]}"      | there is no component scp           | camel-jsch
					to: "mongodd:calls"               | there is no component mongodd       | Did you mean mongodb? Then add camel-mongodb and
					wireTap: "aws2-s3:bucket"         | there is no component aws2-s3       | camel-aws2-s3
					to: "google-sheets:data/append"   | there is no component google-sheets | camel-google-sheets
					to: {uri: "mllp:8888"}            | there is no component mllp          | camel-mllp
					to: "mongodb:calls"               | there is no component mongodb       | camel-mongodb
					to: "sql:select 1"                | there is no component sql           | camel-sql
					to: "rest-openapi:x"              | there is no component rest-openapi  | camel-rest-openapi
					to: "smb:host/share"              | there is no component smb           | camel-smb
					to: "htttp:host"                  | there is no component htttp         | Did you mean http?
					to: "nothing-of-the-kind:x"       | there is no component nothing-of-the-kind | Camel itself does not have it: add the jar
					unmarshal: {jacksonXml: {}}       | there is no data format jacksonXml  | Add camel-jacksonxml and what it needs to lib/.
					unmarshal: {zipFile: {}}          | there is no data format zipFile     | camel-zipfile
					setBody: {jq: ".src"}             | there is no language jq             | Add camel-jq and what it needs to lib/, or write it in simple.
					setBody: {xtokenize: "//a"}       | there is no language xtokenize      | camel-stax
					""")
	void a_jar_that_is_missing_is_named(String step, String what, String mend) throws IOException {
		FewRoutes.copyTo(this.folder,
				Set.of("sms-received-to-email", "sms-received-to-database", "missed-call-sms-back"));
		Path route = this.folder.resolve("try.camel.yaml");
		Files.writeString(route, """
				- route:
				    id: try
				    from:
				      uri: durable:try
				      steps:
				        - %s
				""".formatted(step));
		assertThat(CHECK.check(this.folder)).filteredOn((each) -> each.what().equals(what))
			.singleElement()
			.satisfies((each) -> assertThat(each.mend()).contains(mend));
	}

	/** Some of these jars are on the class path of the tests. */
	@ParameterizedTest
	@CsvSource({ "kafka,camel-kafka", "amqp,camel-amqp", "jms,camel-jms", "file,camel-file" })
	void a_jar_is_known_whether_it_is_there_or_not(String component, String jar) {
		assertThat(CamelJars.mend(Kind.COMPONENT, component, List.of(), ""))
			.isEqualTo("Add %s and what it needs to lib/.", jar);
	}

	/** {@code -Dcamel-jars.write=true} writes the list again. */
	@Test
	void all_of_the_catalogue_is_known() throws IOException {
		TreeMap<String, String> jars = new TreeMap<>();
		for (Kind kind : Kind.values()) {
			String word = kind.name().toLowerCase(Locale.ROOT);
			try (Stream<Path> files = Files.list(CATALOGUE.resolve(word + "s"))) {
				for (Path file : files.toList()) {
					JsonNode known = JSON.readTree(file.toFile()).path(word);
					String names = known.path("scheme").asText(known.path("name").asText());
					String all = names + "," + known.path("alternativeSchemes").asText();
					List.of(all.split(","))
						.forEach((name) -> jars.put(kind.prefix() + name, known.path("artifactId").asText()));
				}
			}
		}
		StringBuilder text = new StringBuilder("# Written by CamelJarsTests from Camel's catalogue.\n");
		jars.forEach((name, jar) -> text.append(name).append('=').append(jar).append('\n'));
		if (Boolean.getBoolean("camel-jars.write")) {
			Files.writeString(FILE, text);
		}
		assertThat(FILE).content().isEqualTo(text.toString());
	}

}
