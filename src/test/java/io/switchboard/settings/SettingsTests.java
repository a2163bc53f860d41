package io.switchboard.settings;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/** Settings that exist are accepted; misspelt ones are reported. */
class SettingsTests {

	private final KnownSettings known = KnownSettings.all();

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "routes/README.md", "docs/production.md", "docs/upgrade.md", "docs/login.md",
			"docs/follow-ups.md", "docs/changing-routes.md", "docs/operations.md" })
	void a_setting_that_a_page_names_is_there(String page) throws Exception {
		List<String> named = Pattern.compile("`([a-z][a-z0-9-]*(?:\\.[a-z][a-z0-9-]*)+)`")
			.matcher(Files.readString(Path.of(page)))
			.results()
			.map((each) -> each.group(1))
			.filter((name) -> !this.known.names(KnownSettings.section(name)).isEmpty())
			.toList();
		assertThat(named).isNotEmpty().allMatch((name) -> this.known.isKnown(name) || this.known.isOpen(name));
	}

	/** Otherwise a start would refuse a setting that the code reads. */
	@Test
	void a_folder_in_the_place_of_the_file_is_told() throws IOException {
		Files.createDirectory(this.folder.resolve("application.yaml"));
		assertThat(SettingsFile.check(this.folder)).singleElement()
			.asString()
			.contains("application.yaml: it is a folder. Put the file with the settings there, or delete it.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# none", "---", "a.b: 1\na: {b: 1}", "a: 1\n---\na: 2", "a: [1, 2]",
			"a: &x {b: 1}\nc: *x", "a: &x {b: *x}" })
	void a_file_that_spring_boot_reads_whole_is_not_told(String text) throws IOException {
		Files.writeString(this.folder.resolve("application.yaml"), text);
		assertThat(SettingsFile.check(this.folder)).isEmpty();
	}

	@Test
	void every_setting_that_the_code_reads_stands_in_the_jars_own_file() throws Exception {
		List<String> read = new ArrayList<>();
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		for (var each : scan.findCandidateComponents("io.switchboard")) {
			Class<?> type = Class.forName(each.getBeanClassName());
			String prefix = type.getAnnotation(ConfigurationProperties.class).value();
			for (RecordComponent component : type.getRecordComponents()) {
				if (!component.getType().isRecord() && component.getType() != Map.class) {
					read.add(prefix + "." + component.getName());
				}
			}
		}
		Pattern value = Pattern.compile("@Value\\(\"\\$\\{([a-z.-]+)");
		try (var files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".java")).toList()) {
				value.matcher(Files.readString(file)).results().forEach((each) -> read.add(each.group(1)));
			}
		}
		assertThat(read).hasSizeGreaterThan(60)
			.filteredOn((name) -> !name.startsWith("local.") && !name.startsWith("java."))
			.allMatch(this.known::isKnown);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			delivery.max-attemps                   | delivery.max-attempts
			delivery.maxAttemps                    | delivery.max-attempts
			webhook.ket                            | webhook.key
			voipstudio.api.tokn                    | voipstudio.api.token
			voipstudio.api-token                   | voipstudio.api.token
			reconcilation.every                    | reconciliation.every
			destinations.suport-email              | destinations.support-email
			crm.ulr                                | crm.url
			queue-missed-call-to-email.record-wiat | queue-missed-call-to-email.record-wait
			console.users[0].pasword               | console.users.password
			mail.hots                              | mail.host
			""")
	void a_setting_that_does_not_exist_is_told_with_the_nearest(String name, String nearest) {
		assertThat(check(name, false)).singleElement()
			.extracting(SettingsCheck.Unknown::mend)
			.isEqualTo("Did you mean %s?".formatted(nearest));
	}

	/**
	 * Spring Boot reads this spelling under another name, so the setting that was meant
	 * is not set.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					destinations.support-email[0]  | destinations.support-email is one value, and here it is a list. Write one text, with commas if there are several.
					vip-caller-transfer.numbers[1] | vip-caller-transfer.numbers is one value, and here it is a list. Write one text
					http.hosts[0]                  | http.hosts is one value, and here it is a list. Write one text
					delivery.timeout[0]            | delivery.timeout is one value, and here it is a list. Write one value.
					console.users.ann.password     | console.users is a list, and here it is a section. Begin each of its entries with -
					alerts.channels.mail           | alerts.channels is a list, and here it is a section. Begin each of its entries with -
					crm.url.live                   | crm.url is one value, and here it is a section. Write one value, in the line of crm.url.
					delivery.timeout.usual         | delivery.timeout is one value, and here it is a section.
					spring.datasource.url[0]       | spring.datasource.url is one value, and here it is a list. Write one value.
					spring.datasource.password.x   | spring.datasource.password is one value, and here it is a section.
					server.port[0]                 | server.port is one value, and here it is a list.
					mail[0].host                   | mail is a section, and here it is a list. Write its settings below it, such as mail.
					destinations[0]                | destinations is a section, and here it is a list. Write its settings below it, such as destinations.
					mail.properties                | mail.properties is a section and cannot be a single value. Write its settings below it, such as mail.properties.
					crm                            | crm is a section and cannot be a single value. Write its settings below it, such as crm.
					voipstudio.api                 | voipstudio.api is a section and cannot be a single value. Write its settings below it, such as voipstudio.api.
					""")
	void one_that_is_written_in_another_shape_is_told(String name, String told) {
		assertThat(check(name, true)).singleElement().asString().contains(told);
	}

	@ParameterizedTest
	@ValueSource(strings = { "delivery", "mail", "voipstudio.api" })
	void a_section_that_is_empty_is_told_as_one(String section) {
		assertThat(new SettingsCheck((each) -> true).check(section, "")).asString()
			.contains(section + " is a section, and here it is empty. Write its settings below it, such as " + section);
	}

	@Test
	void one_that_is_like_no_other_is_told_with_all_of_its_section() {
		assertThat(check("delivery.x", false)).singleElement()
			.extracting(SettingsCheck.Unknown::mend)
			.asString()
			.startsWith("There are delivery.backoff, delivery.breaker-failures");
	}

	@ParameterizedTest
	@ValueSource(strings = { "delivery.max-attempts", "delivery.maxAttempts", "delivery.backoff[0]",
			"destinations.sales-email", "helpdesk.url", "helpdesk.enabled", "crm.workspace", "spring.anything",
			"server.anything", "logging.level.io.switchboard", "mail.properties.mail.smtp.localhost",
			"console.users[1].roles", "databases.crm.url", "oauth.zoho.client-id", "missed-call-sms-back.country",
			"anything", "camel.component.kafka.brokers" })
	void one_that_exists_or_is_somebodys_own_is_right(String name) {
		assertThat(check(name, false)).isEmpty();
	}

	@Test
	void one_that_a_route_names_is_right_however_near_it_is_to_another() {
		assertThat(check("destinations.sms-email2", false)).isNotEmpty();
		assertThat(check("destinations.sms-email2", true)).isEmpty();
	}

	private static List<SettingsCheck.Unknown> check(String name, boolean isUsed) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("said", Map.of(name, "x")));
		return new SettingsCheck((each) -> isUsed).check(environment)
			.stream()
			.filter((each) -> !each.file().equals("environment"))
			.toList();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a:\\n\\tb: 1         | :2:1: a tab. Indent with spaces.
			a: "b               | :1:6: this is not YAML
			a: 1\\nb: 2\\na: 3   | this is not YAML: found duplicate key a
			a: [1, 2\\nb: 3      | this is not YAML
			- a\\n- b           | :1:1: these are no settings, but a list. Write a name, a colon
			# x\\nwebhook.key=a  | :2:1: these are no settings, but a text. Write a name, a colon
			a.b: 1\\na:\\n  b: 2 | :3:3: a.b is there twice, with two values: first in line 1. Remove one of the two.
			""")
	void a_file_that_is_no_yaml_is_told_with_its_line(String text, String told) throws Exception {
		Files.writeString(this.folder.resolve("application.yaml"), text.replace("\\n", "\n").replace("\\t", "\t"));
		assertThat(SettingsFile.check(this.folder)).singleElement()
			.asString()
			.startsWith(this.folder.resolve("application.yaml").toString())
			.contains(told);
	}

	@Test
	void a_secret_in_a_file_is_told_without_the_secret() throws Exception {
		Path file = Files.writeString(this.folder.resolve("application.yaml"), """
				webhook:
				  key: 8f3a9c0d1e2b
				api:
				  token: ${MY_TOKEN}
				mail:
				  password: ""
				  host: mail.example.org
				console:
				  users: [{name: otto, password: "$2y$12$abc", roles: operator}]
				""");
		StandardEnvironment environment = new StandardEnvironment();
		new YamlPropertySourceLoader().load("file", new FileSystemResource(file))
			.forEach(environment.getPropertySources()::addLast);
		assertThat(SecretsInFiles.check(environment)).singleElement()
			.asString()
			.isEqualTo(
					"application.yaml:2:8: the secret webhook.key is in a file. Set it in the environment: WEBHOOK_KEY.");
		assertThat(SettingLookup.variable("sftp.key-password")).isEqualTo("SFTP_KEYPASSWORD");
	}

	@Test
	void a_value_that_a_bean_cannot_use_is_told_without_a_stack_trace() {
		IllegalStateException told = new IllegalStateException("webhook.rate: '1000' is not a rate");
		FailureAnalysis analysis = new SettingsStop().analyze(new BeanCreationException("rateLimit", told));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo("webhook.rate: '1000' is not a rate");
		assertThat(new SettingsStop().analyze(new IllegalStateException("Error in the middle: no setting"))).isNull();
	}

}
