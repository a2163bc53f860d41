package io.switchboard.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.switchboard.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The command {@code check}: its findings as lines, as JSON and as SARIF. */
class CheckCommandTests extends CommandBench {

	/**
	 * Reports all missing settings at once, whether empty or absent; none in the demo.
	 */
	@Test
	void what_production_needs_and_has_not_is_a_finding() throws IOException {
		Path settings = Files.writeString(this.folder.resolve("application.yaml"),
				"mail:\n  host: mail.example.org\n  from:\n");
		String[] production = { "check", "--routes=routes", "--spring.profiles.active=production",
				"--spring.config.additional-location=file:" + settings };
		Answer text = run(production);
		assertThat(text.code()).isEqualTo(1);
		assertThat(text.out()).contains(
				"application.yaml:3:8: mail.from is missing: the address that our mail comes from. Set it in application.yaml, or MAIL_FROM in the environment.",
				"application.yaml: webhook.key is missing: the secret in the webhook's URL",
				"Set WEBHOOK_KEY in the environment.", "8 errors, 0 warnings.")
			.doesNotContain("mail.host is missing");
		String[] json = Arrays.copyOf(production, production.length + 1);
		json[production.length] = "--json";
		assertThat(run(json).json().path("findings"))
			.filteredOn((each) -> each.path("rule").asText().equals("missing-setting"))
			.hasSize(8);
		json[production.length] = "--sarif";
		assertThat(run(json).out()).contains("missing-setting");
		assertThat(run("check", "--routes=routes", "--spring.profiles.active=demo").code()).isZero();
	}

	@Test
	void the_folder_as_it_is_has_nothing_wrong() {
		Answer answer = run("check", "--routes", "routes");
		assertThat(answer.code()).as(answer.out()).isZero();
		assertThat(answer.out()).contains("No rule wants these.", "  call.hold            any context\n")
			.endsWith("Nothing is wrong.\n");
	}

	@Test
	void what_is_wrong_is_a_line_and_the_exit_code_1() throws IOException {
		Path file = broken();
		Answer answer = run("check", "--routes=" + this.folder);
		assertThat(answer.code()).isEqualTo(1);
		assertThat(answer.out()).startsWith(file + ":13:54: there is no variable caler. Did you mean caller?\n")
			.endsWith("1 error, 0 warnings.\n");
	}

	@Test
	void tools_get_json() throws IOException {
		Path file = broken();
		JsonNode answer = run("check", "--routes=" + this.folder, "--json").json();
		assertThat(answer.path("errors").asInt()).isEqualTo(1);
		JsonNode finding = answer.path("findings").get(0);
		assertThat(finding.path("file").asText()).isEqualTo(file.toString());
		assertThat(finding.path("line").asInt()).isEqualTo(13);
		assertThat(finding.path("column").asInt()).isEqualTo(54);
		assertThat(finding.path("severity").asText()).isEqualTo("error");
		assertThat(finding.path("rule").asText()).isEqualTo("variable");
		assertThat(finding.path("what").asText()).isEqualTo("there is no variable caler");
		assertThat(finding.path("mend").asText()).isEqualTo("Did you mean caller?");
	}

	@Test
	void code_hosts_get_sarif() throws IOException {
		broken();
		JsonNode log = run("check", "--routes=" + this.folder, "--sarif").json();
		assertThat(log.path("version").asText()).isEqualTo("2.1.0");
		JsonNode run = log.path("runs").get(0);
		JsonNode driver = run.path("tool").path("driver");
		assertThat(driver.path("name").asText()).isEqualTo("Switchboard");
		Set<String> ids = new HashSet<>();
		driver.path("rules").forEach((rule) -> {
			assertThat(ids.add(rule.path("id").asText())).isTrue();
			for (String words : List.of("shortDescription", "fullDescription", "help")) {
				assertThat(rule.path(words).path("text").asText()).as(words).isNotBlank();
			}
		});
		Set<String> prints = new HashSet<>();
		assertThat(run.path("results")).isNotEmpty().allSatisfy((result) -> {
			assertThat(driver.path("rules").get(result.path("ruleIndex").asInt()).path("id").asText())
				.isEqualTo(result.path("ruleId").asText());
			assertThat(result.path("level").asText()).isIn("error", "warning", "note");
			assertThat(result.path("message").path("text").asText()).isNotBlank();
			JsonNode place = result.path("locations").get(0).path("physicalLocation");
			assertThat(URI.create(place.path("artifactLocation").path("uri").asText()).getPath()).isNotBlank();
			JsonNode region = place.path("region");
			assertThat(region.path("startLine").asInt()).isPositive();
			assertThat(region.path("startColumn").asInt()).isPositive();
			assertThat(region.path("endLine").asInt()).isEqualTo(region.path("startLine").asInt());
			assertThat(region.path("endColumn").asInt()).isGreaterThan(region.path("startColumn").asInt());
			assertThat(prints.add(result.path("partialFingerprints").path("primaryLocationLineHash").asText()))
				.isTrue();
		});
	}

	@Test
	void sarif_has_a_file_of_the_repository_for_what_stands_in_none() throws IOException {
		Path file = Files.createDirectories(this.folder.resolve("a b%")).resolve("größe #1.camel.yaml");
		Files.writeString(file, "");
		JsonNode results = run("check", "--routes=" + file.getParent(), "--sarif", "--server.prot=1").json()
			.path("runs")
			.get(0)
			.path("results");
		assertThat(results)
			.anySatisfy((result) -> assertThat(result.toString()).contains("\"uri\":\"application.yaml\"",
					"command line: there is no setting server.prot."))
			.anySatisfy(
					(result) -> assertThat(result.toString()).contains("a%20b%25/gr%C3%B6%C3%9Fe%20%231.camel.yaml"));
	}

	@Test
	void what_the_start_alone_would_refuse_is_a_finding_too() {
		Answer answer = run("check", "--helpdesk.enabled=perhaps", "--follow-up.enabled=perhaps", "--http.hosts=a b",
				"--oauth.x.token-url=abc", "--webhook.rate=ten", "--crm.url=crm.example.org", "--slack.url=http://",
				"--call-ended-to-http.url=http://my_host:8080/x", "--pipedrive.oauth=off");
		assertThat(answer.code()).isOne();
		assertThat(answer.out()).contains("helpdesk.enabled=perhaps must be true or false. ")
			.contains("follow-up.enabled cannot be 'perhaps'. It is true or false.")
			.contains("http.hosts: 'a b' is not a host")
			.contains("oauth.x.client-id is missing. ")
			.contains("webhook.rate: 'ten' is not a rate")
			.contains("the setting crm.url is not an address of a server")
			.contains("the setting slack.url is not an address of a server")
			.contains("7 errors");
		assertThat(run("check", "--hubspot.url=https://api.hubapi.com", "--hubspot.oauth=nobody",
				"--mail.host=mail.example.org", "--mail.oauth=nobody",
				"--call-ended-to-webhook.url=https://hooks.example.org")
			.out()).contains("call-settled-to-hubspot.camel.yaml:")
			.contains("there is no oauth.nobody in the settings. Set oauth.nobody.token-url")
			.contains("mail.oauth names 'nobody', and there is no oauth.nobody in the settings")
			.contains("secret is empty, and kamelet webhook-sink needs it. Set call-ended-to-webhook.secret.")
			.contains("3 errors");
		assertThat(run("check", "--crm.url=http://host/${nope}").out()).contains("crm.url: there is no setting")
			.contains("1 error,");
	}

	/** Other settings and several routes refer to these settings. */
	@Test
	void one_wrong_setting_is_one_finding_where_it_stands() throws IOException {
		Path settings = Files.writeString(this.folder.resolve("application.yaml"), """
				server: {port: 99999, servlet.context-path: /switch board}
				destinations.support-email: support
				slack: {url: slack example, gather: 10}
				""");
		assertThat(run("check", "--spring.profiles.active=demo", "--spring.config.additional-location=file:" + settings)
			.out()).contains("application.yaml:1:16: server.port cannot be '99999'. It is a port",
					"application.yaml:1:45: server.servlet.context-path cannot be '/switch board'. It begins with a slash",
					"application.yaml:2:29: the setting destinations.support-email is not an address of mail; it is named in ",
					"application.yaml:3:14: the setting slack.url is not an address of a server (routes/missed-call-to-slack.camel.yaml:22). ",
					"application.yaml:3:37: durable: gather={{slack.gather}} is not right (routes/missed-call-to-slack.camel.yaml:8). It needs a unit",
					"5 errors, 0 warnings.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{name: ann, password: HASH, roles: viewer}                 | Nothing is wrong.
					{name: ann, password: HASH, roles: [viewer, operator]}     | Nothing is wrong.
					{name: ann, password: HASH}                                | application.yaml:2:12: console.users[0].roles is missing: write viewer, operator or phone
					{password: HASH, roles: viewer}                            | application.yaml:2:16: console.users[0].name is missing
					{name: ann, password: secret, roles: viewer}               | application.yaml:2:27: console.users[0].password is not a BCrypt hash
					{name: ann, password: HASH, roles: viewer, extension: x}   | console.users[0].extension is not an extension or number
					{name: ann, password: HASH, roles: viewr}                  | console.users[0].roles
					{name: ann, password: HASH, roles: [viewr]}                | console.users[0].roles
					""")
	void a_user_of_the_console_is_checked_as_at_the_start(String user, String said) throws IOException {
		Path settings = Files.writeString(this.folder.resolve("application.yaml"),
				"console.users:\n  - %s\n".formatted(user.replace("HASH", Client.PASSWORD_HASH)));
		String out = run("check", "--spring.profiles.active=demo",
				"--spring.config.additional-location=file:" + settings)
			.out();
		assertThat(out).contains(said)
			.doesNotContain(": secret", "Binding")
			.containsPattern("\\b1 error, |Nothing is wrong");
	}

	@Test
	void a_setting_that_does_not_exist_is_found_too() {
		Answer answer = run("check", "--delivery.max-attemps=3", "--crm.ulr=x", "--helpdesk.url=x");
		assertThat(answer.code()).isEqualTo(1);
		assertThat(answer.out())
			.contains("command line: there is no setting delivery.max-attemps. Did you mean delivery.max-attempts?",
					"command line: there is no setting crm.ulr. Did you mean crm.url?")
			.contains("2 errors, 0 warnings.");
	}

	/** The schema of OASIS, as the npm package @microsoft/jest-sarif has it. */
	@Test
	void what_code_hosts_get_is_valid_sarif() throws Exception {
		Path edited = this.folder.resolve("edited routes");
		FileSystemUtils.copyRecursively(Path.of("routes"), edited);
		Path mail = edited.resolve("sms-received-to-email.camel.yaml");
		Files.writeString(mail, Files.readString(mail).replace("variable.caller", "variable.caler"));
		Files.writeString(edited.resolve("empty.camel.yaml"), "");
		JsonSchema schema;
		try (InputStream text = getClass().getResourceAsStream("/sarif-2.1.0.json")) {
			schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(text);
		}
		for (String routes : List.of("routes", edited.toString())) {
			JsonNode sarif = new ObjectMapper().readTree(run("check", "--sarif", "--routes=" + routes).out());
			assertThat(schema.validate(sarif)).isEmpty();
			assertThat(sarif.at("/runs/0/results")).isNotEmpty();
		}
	}

}
