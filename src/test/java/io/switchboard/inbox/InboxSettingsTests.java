package io.switchboard.inbox;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class InboxSettingsTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withUserConfiguration(Settings.class);

	@Test
	void unless_said_otherwise_history_is_kept_for_90_days_and_an_id_runs_once() {
		this.context.run((started) -> assertThat(started.getBean(InboxSettings.class))
			.isEqualTo(new InboxSettings(Duration.ofDays(90), 0, InboxSettings.Dedupe.ID)));
	}

	@ParameterizedTest
	@CsvSource({ "30d, 720", "12h, 12", "30, 720", "0, 0" })
	void a_number_alone_means_days(String retention, long hours) {
		this.context.withPropertyValues("inbox.retention=" + retention)
			.run((started) -> assertThat(started.getBean(InboxSettings.class).retention())
				.isEqualTo(Duration.ofHours(hours)));
	}

	@ParameterizedTest
	@CsvSource({ "inbox.retention=-1d, must be from 0 (for ever) to 36525 days",
			"inbox.retention=99999d, must be from 0 (for ever) to 36525 days", "inbox.max-events=-1, maxEvents",
			"inbox.dedupe=both, inbox.dedupe" })
	void a_wrong_setting_is_named(String setting, String named) {
		this.context.withPropertyValues(setting)
			.run((failed) -> assertThat(failed).getFailure().hasStackTraceContaining(named));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, false", "1, 0, true", "0, 1, true" })
	void nothing_is_forgotten_unless_a_bound_is_set(int days, long maxEvents, boolean forgets) {
		assertThat(new InboxSettings(Duration.ofDays(days), maxEvents, InboxSettings.Dedupe.ID).forgets())
			.isEqualTo(forgets);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(InboxSettings.class)
	static class Settings {

	}

}
