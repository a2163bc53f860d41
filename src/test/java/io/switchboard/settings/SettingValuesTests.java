package io.switchboard.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.settings.SettingsCheck.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.DefaultBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** {@code check} reports a value that would stop the start. */
class SettingValuesTests {

	@Test
	void the_product_itself_has_values_that_it_can_have() throws IOException {
		assertThat(SettingValues.wrong(product())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			delivery.backoff        | 5x        | cannot be '5x'. It is a time such as 60s, 10m or 7d.
			delivery.max-attempts   | many      | cannot be 'many'. It is a number.
			inbox.retention         | forever   | cannot be 'forever'. It is a time such as 60s, 10m or 7d.
			webhook.max-body        | 64X       | cannot be '64X'. It is a size such as 64KB.
			display.time-zone       | Mars/City | cannot be 'Mars/City'. It is a time zone such as Europe/London.
			routes.reload           | chek-only | cannot be 'chek-only'. Did you mean check-only?
			mail.port               | smtp      | cannot be 'smtp'. It is a number.
			voipstudio.final-when-absent | perhaps | cannot be 'perhaps'. It is true or false.
			call-ended-to-crm.recording-wait | long | cannot be 'long'. It is a time such as 60s, 10m or 7d.
			follow-up.enabled       | perhaps   | cannot be 'perhaps'. It is true or false.
			""")
	void one_that_it_cannot_have_is_told(String name, String value, String told) throws IOException {
		StandardEnvironment environment = product();
		environment.getPropertySources().addFirst(new MapPropertySource("said", Map.of(name, value)));
		assertThat(SettingValues.wrong(environment)).singleElement()
			.asString()
			.startsWith("command line: " + name)
			.contains(told);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					delivery.max-attempts        | -1        | It is a number from 1 to 100000.
					delivery.concurrency         | 0         | It is a number from 1 to 64.
					delivery.timeout             | 30        | It needs a unit: write 30s for seconds, 30m for minutes, 30ms for milliseconds.
					delivery.timeout             | 40d       | It is a time from 1ms to 1d.
					delivery.backoff             | 10s,60,5m | It needs a unit: write 60s for seconds, 60m for minutes, 60ms for milliseconds.
					delivery.breaker-pause       | -10s      | It is a time from 1ms to 365d.
					delivery.lease               | 1s        | It is a time from 2s to 5m.
					webhook.timeout              | 0s        | It is a time from 1ms to 5m.
					webhook.max-body             | 64        | It is a size from 1KB to 64MB.
					webhook.max-body             | 5GB       | It is a size from 1KB to 64MB.
					sent.retention               | -7d       | It is a time from 1s to 36525d.
					audit.keep                   | 0         | It is a time from 1d to 36525d.
					answers.max-size             | -1        | It is a size from 1KB to 64MB.
					mail.port                    | -1        | It is a number from 0 to 65535.
					mail.port                    | 99999     | It is a number from 0 to 65535.
					mail.max-attachments         | -10MB     | It is a size from 1KB to 2GB.
					mail.keep-connection         | 5         | It needs a unit: write 5s for seconds, 5m for minutes, 5ms for milliseconds.
					traces.share                 | 50        | It is a number from 0 to 1.
					calls.settle                 | -20s      | It is a time from 0s to 7d.
					calls.service-level-seconds  | -1        | It is a number from 0 to 86400.
					shutdown.drain               | 3h        | It is a time from 0s to 10m.
					inbox.max-events             | -5        | It is a number from 0 to 1000000000000.
					voipstudio.api.connections   | 0         | It is a number from 1 to 1000.
					voipstudio.api.retries       | 99        | It is a number from 0 to 10.
					voipstudio.api.timeout       | 20        | It needs a unit: write 20s for seconds, 20m for minutes, 20ms for milliseconds.
					voipstudio.api.breaker-pause | 30        | It needs a unit: write 30s for seconds, 30m for minutes, 30ms for milliseconds.
					console.oidc.timeout         | 10        | It needs a unit: write 10s for seconds, 10m for minutes, 10ms for milliseconds.
					backfill.per-second          | 0         | It is a number from 1 to 1000.
					alerts.repeat                | 4         | It needs a unit: write 4s for seconds, 4m for minutes, 4ms for milliseconds.
					alerts.after.store-away      | -1m       | It is a time from 0s to 3660d.
					hubspot.recording-wait       | 120       | It needs a unit: write 120s for seconds, 120m for minutes, 120ms for milliseconds.
					queue-missed-call-to-email.record-wait | -30s | It is a time from 0s to 31d.
					simulator.ring-delay         | 1d        | It is a time from 0s to 5m.
					""")
	void one_that_can_be_read_and_makes_no_sense_is_told_by_the_check_and_stops_the_start(String name, String value,
			String mend, @TempDir Path folder) throws IOException {
		StandardEnvironment environment = with(folder, "\n%s: \"%s\"\n".formatted(name, value));
		String shown = value.contains(",") ? "60" : value;
		assertThat(SettingValues.wrong(environment)).singleElement()
			.asString()
			.isEqualTo("application.yaml:2:%d: %s cannot be '%s'. %s", name.length() + 3, name, shown, mend);
		assertThat(SettingValues.beyond(environment)).singleElement().asString().endsWith(mend);
	}

	@ParameterizedTest
	@CsvSource({ "delivery.timeout, PT30S", "inbox.retention, 90", "audit.keep, 365", "follow-up.keep, 30",
			"sent.retention, 7", "alerts.keep, 90", "calls.ask-after, 0", "webhook.max-body, 65536",
			"mail.keep-connection, 0", "alerts.after.backlog, 0", "delivery.backoff, '1s, 5m'", "traces.share, 0.25" })
	void one_that_makes_sense_is_not_told(String name, String value) throws IOException {
		StandardEnvironment environment = product();
		environment.getPropertySources().addFirst(new MapPropertySource("said", Map.of(name, value)));
		assertThat(SettingValues.wrong(environment)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					rate            | ten       | application.yaml:2:9: webhook.rate: 'ten' is not a rate such as 50/s, 600/m or 10000/h.
					trusted-proxies | 10.0/99   | application.yaml:2:20: webhook.trusted-proxies:
					""")
	void one_that_is_read_later_is_told_with_its_line(String name, String value, String told, @TempDir Path folder)
			throws IOException {
		StandardEnvironment environment = with(folder, "webhook:\n  %s: '%s'\n".formatted(name, value));
		assertThat(SettingValues.wrong(environment)).singleElement().asString().startsWith(told);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					server.port                 | abc          | server.port cannot be 'abc'. It is a number.
					server.port                 | 99999        | server.port cannot be '99999'. It is a port: a number up to 65535.
					management.server.port      | 8o80         | management.server.port cannot be '8o80'. It is a number.
					server.tomcat.keep-alive-timeout | 75      | server.tomcat.keep-alive-timeout cannot be '75'. It needs a unit: write 75s for seconds, 75m for minutes, 75ms for milliseconds.
					server.tomcat.connection-timeout | 10      | server.tomcat.connection-timeout cannot be '10'. It needs a unit: write 10s for seconds, 10m for minutes, 10ms for milliseconds.
					spring.lifecycle.timeout-per-shutdown-phase | 40 | spring.lifecycle.timeout-per-shutdown-phase cannot be '40'. It needs a unit: write 40s for seconds, 40m for minutes, 40ms for milliseconds.
					spring.mvc.async.request-timeout | 30      | spring.mvc.async.request-timeout cannot be '30'. It needs a unit: write 30s for seconds, 30m for minutes, 30ms for milliseconds.
					server.servlet.context-path | desk         | server.servlet.context-path cannot be 'desk'. It begins with a slash and ends without one, such as /switchboard.
					server.servlet.context-path | /desk/       | server.servlet.context-path cannot be '/desk/'. It begins with a slash and ends without one, such as /switchboard.
					server.servlet.context-path | /my desk      | server.servlet.context-path cannot be '/my desk'. It begins with a slash and ends without one, such as /switchboard.
					server.tomcat.connection-timeout | soon    | server.tomcat.connection-timeout cannot be 'soon'. It is a time such as 60s, 10m or 7d.
					spring.datasource.hikari.maximum-pool-size | many | spring.datasource.hikari.maximum-pool-size cannot be 'many'. It is a number.
					management.endpoint.health.show-details | alwys | management.endpoint.health.show-details cannot be 'alwys'. Did you mean always?
					logging.level.io.switchboard | LOUD        | logging.level.io.switchboard cannot be 'LOUD'. There are debug, error, fatal, info, off, trace, warn.
					console.url                 | abc          | console.url is not an address of a server. Set it to one such as https://switchboard.example.org.
					console.url                 | 'http://my host/' | console.url is not an address of a server. Set it to one such as https://switchboard.example.org.
					console.url                 | 'https://switchboard.test/#/calls' | console.url is not an address of a server. Set it to one such as https://switchboard.example.org.
					server.prot                 | 8080         | there is no setting server.prot. Did you mean server.port?
					spring.datasource.urll      | x            | there is no setting spring.datasource.urll. Did you mean spring.datasource.url?
					""")
	void one_of_the_platform_is_told_with_its_line_before_the_platform_reads_it(String name, String value, String told,
			@TempDir Path folder) throws IOException {
		StandardEnvironment environment = with(folder, "\n%s: '%s'\n".formatted(name, value));
		assertThat(SettingValues.wrong(environment)).singleElement()
			.asString()
			.isEqualTo("application.yaml:2:%d: %s", name.length() + 3, told);
		ApplicationEnvironmentPreparedEvent start = new ApplicationEnvironmentPreparedEvent(
				new DefaultBootstrapContext(), new SpringApplication(), new String[0], environment);
		assertThatThrownBy(() -> new PlatformStop().onApplicationEvent(start)).hasMessageEndingWith(told);
	}

	@Test
	void those_of_the_platform_are_known_in_each_spelling() throws IOException {
		StandardEnvironment environment = product();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("said",
					Map.of("server.tomcat.connectionTimeout", "5s",
							"spring.datasource.hikari.data-source-properties.urll", "x",
							"management.metrics.tags.regoin", "x", "server.maxHttpRequestHeaderSize", "8KB",
							"server.servlet.session.timeout", "900", "logging.level.root", "WARN", "server.port", "0",
							"camel.component.kafka.brokrs-of-mine", "x", "spring.config.import[0]", "x")));
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of("MANAGEMENT_SERVER_PORT", "no", "SERVER_NAME", "x", "SPRING_DATASOURCE_URL", "x")));
		assertThat(SettingValues.wrong(environment)).singleElement()
			.asString()
			.isEqualTo("environment: management.server.port cannot be 'no'. It is a number.");
	}

	@ParameterizedTest
	@CsvSource({ "SERVER_PROT, SERVER_PORT (server.port)",
			"SPRING_DATASORCE_URL, SPRING_DATASOURCE_URL (spring.datasource.url)",
			"SRPING_PROFILES_ACTIVE, SPRING_PROFILES_ACTIVE (spring.profiles.active)",
			"MANAGMENT_SERVER_PORT, MANAGEMENT_SERVER_PORT (management.server.port)",
			"SERVER_SSL_CERTIFCATE, SERVER_SSL_CERTIFICATE (server.ssl.certificate)" })
	void a_variable_of_the_environment_for_the_platform_is_told_with_the_one_that_was_meant(String name, String meant)
			throws IOException {
		StandardEnvironment environment = product();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of(name, "x", "SERVER_HOST", "x", "SERVER_SOFTWARE", "x", "SPRINGS", "x", "LOGGING_LEVEL_ORG_X",
							"WARN", "SERVER_SSL_KEYSTORE", "", "SERVER_SSL_KEY_STORE_TYPE", "PKCS12")));
		assertThat(SettingValues.wrong(environment)).singleElement()
			.asString()
			.isEqualTo("environment: there is no setting %s. Did you mean %s?", name, meant);
	}

	@Test
	void files_for_https_that_are_missing_or_unusable_are_told(@TempDir Path folder) throws IOException {
		Path pem = Files.writeString(folder.resolve("some.pem"), "no certificate");
		assertThat(SettingValues.wrong(with(folder,
				"server.ssl:\n  certificate: /nowhere/a.pem\n  certificate-private-key: file:%s\n".formatted(folder))))
			.map(Object::toString)
			.containsExactly(
					"application.yaml:2:16: server.ssl.certificate: there is no file /nowhere/a.pem. Set it to the path of a file that this user may read.",
					"application.yaml:3:28: server.ssl.certificate-private-key: %s is a folder. Set it to the path of a file that this user may read."
						.formatted(folder));
		assertThat(SettingValues.wrong(with(folder, "management.server.ssl.key-store: nowhere.p12\n"))).singleElement()
			.asString()
			.contains("management.server.ssl.key-store: there is no file nowhere.p12");
		for (String unusable : List.of("certificate: %s\n  certificate-private-key: %s", "key-store: %s\n  type: %s")) {
			assertThat(SettingValues.wrong(with(folder, "server.ssl:\n  " + unusable.formatted(pem, pem))))
				.singleElement()
				.asString()
				.startsWith("application.yaml:2:")
				.contains("HTTPS cannot be served with it: ")
				.endsWith("Look at the certificate, its key and the passwords below server.ssl.");
		}
	}

	@Test
	void one_that_names_another_which_is_not_there_is_told(@TempDir Path folder) throws IOException {
		StandardEnvironment environment = with(folder,
				"helpdesk:\n  url: https://example.org/${body}\n  name: \"\\\\${text}\"\n");
		assertThat(UnresolvedSettings.check(environment)).singleElement()
			.asString()
			.isEqualTo("application.yaml:2:8: helpdesk.url: there is no setting or variable of the environment for "
					+ "${body}. Set it, or correct its name; if it is text, write \\${ instead of ${.");
		assertThat(new WrongValuesAnalyzer(environment)
			.analyze(new IllegalStateException(catchThrowable(() -> environment.getProperty("helpdesk.url")))))
			.satisfies((analysis) -> assertThat(analysis.getDescription()).contains("application.yaml:2:8"));
	}

	/** Including settings that a bean reads itself. */
	@Test
	void each_that_is_no_text_is_looked_at() throws IOException {
		Pattern asked = Pattern
			.compile("@Value\\(\"\\$\\{([\\w.-]+)[^}]*}\"\\)\\s+(?:ZoneId|DataSize|Duration|boolean|int|long)\\b");
		Set<String> names = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				asked.matcher(Files.readString(file)).results().forEach((each) -> names.add(each.group(1)));
			}
		}
		// Spring Boot's own
		names.removeIf((name) -> name.startsWith("server."));
		assertThat(names).hasSizeGreaterThan(5).allSatisfy((name) -> {
			StandardEnvironment environment = product();
			environment.getPropertySources().addFirst(new MapPropertySource("said", Map.of(name, "~")));
			assertThat(SettingValues.wrong(environment)).extracting(Unknown::what)
				.anyMatch((what) -> what.contains(name));
		});
	}

	@Test
	void what_stands_in_the_place_of_a_section_is_not_shown_because_it_may_be_a_secret() throws IOException {
		StandardEnvironment environment = product();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("said", Map.of("console.users", "ann:hunter2")));
		assertThat(SettingValues.wrong(environment)).singleElement()
			.asString()
			.contains("console.users is a section and cannot be a single value. Write its settings below it.")
			.doesNotContain("hunter2");
	}

	@Test
	void a_wrong_value_is_told_with_its_line(@TempDir Path folder) throws IOException {
		StandardEnvironment environment = with(folder, "delivery:\n  backoff: 10m\nmail:\n  port: smtp\n");
		List<Unknown> wrong = SettingValues.wrong(environment);
		assertThat(wrong).singleElement()
			.asString()
			.isEqualTo("application.yaml:4:9: mail.port cannot be 'smtp'. It is a number.");
	}

	private static StandardEnvironment with(Path folder, String text) throws IOException {
		Path file = Files.writeString(folder.resolve("application.yaml"), text);
		StandardEnvironment environment = product();
		new YamlPropertySourceLoader().load("theirs", new FileSystemResource(file))
			.forEach(environment.getPropertySources()::addFirst);
		return environment;
	}

	private static StandardEnvironment product() throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"))
			.forEach(environment.getPropertySources()::addLast);
		return environment;
	}

}
