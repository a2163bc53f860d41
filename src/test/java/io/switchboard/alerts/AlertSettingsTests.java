package io.switchboard.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.switchboard.delivery.queue.RouteControl.RouteState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Unusable settings are named, and settings say what counts as a problem. */
class AlertSettingsTests {

	private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					alerts.channels[0].name=x                              | each needs one of mail, slack
					alerts.channels[0].mail=nobody                         | 'nobody' is not a mail address
					alerts.channels[0].slack=hooks.slack.com/x             | slack is not an address like https://
					alerts.channels[0].webhook=https://x.test              | the webhook must be signed, and no secret is set
					alerts.channels[0].webhook=https://x.test,alerts.channels[0].secret=short | a secret of the webhook is not valid
					alerts.channels[0].slack=https://x.test/a,alerts.channels[1].slack=https://x.test/b | two are called slack
					alerts.channels[0].slack=https://x.test/a,alerts.channels[0].teams=https://x.test/b | x has
					alerts.send-to=some                                    | 'some' is not one of first, all
					alerts.quiet=at night                                  | alerts.quiet: 'at night' is not like
					alerts.quiet-unless=loud                               | 'loud' is not one of info, warning, critical
					alerts.without=dead-leters                             | 'dead-leters' is not one of store-away
					alerts.after.dead-leters=1m                            | 'dead-leters' is not one of store-away
					alerts.repeat=0s                                       | alerts.repeat=PT0S must be from
					alerts.certificates=smtp x                             | 'smtp x' is not like smtp.example.org:465
					alerts.backlog=soon                                    | soon
					""")
	void what_cannot_be_used_is_named(String settings, String said) {
		MockEnvironment environment = new MockEnvironment();
		environment.setProperty("alerts.channels[0].name", "x");
		if (settings.contains("channels[1]") || !settings.contains("channels")) {
			environment = new MockEnvironment();
		}
		for (String setting : settings.split(",")) {
			environment.setProperty(setting.replaceFirst("=.*", ""), setting.replaceFirst("[^=]*=", ""));
		}
		assertThat(AlertsCheck.wrong(environment)).contains(said).doesNotContain("x.test/a");
	}

	@Test
	void without_settings_there_are_no_alerts_and_the_file_says_what_the_code_does() throws Exception {
		assertThat(TestSettings.alerts(Map.of()).isOn()).isFalse();
		PropertySource<?> file = new YamlPropertySourceLoader().load("file", new ClassPathResource("application.yaml"))
			.get(0);
		MockEnvironment environment = new MockEnvironment();
		environment.getPropertySources().addLast(file);
		assertThat(AlertsCheck.wrong(environment)).isNull();
		for (TroubleKind kind : TroubleKind.values()) {
			assertThat(Binder.get(environment).bind("alerts.after." + kind.word(), Duration.class).get())
				.as(kind.word())
				.isEqualTo(kind.patience());
		}
	}

	@Test
	void each_state_of_a_route_that_needs_somebody_is_a_trouble_and_what_follows_from_it_is_none() {
		Map<String, TroubleKind> kinds = Map.of("waiting", TroubleKind.ROUTE_WAITS, "paused", TroubleKind.ROUTE_PAUSED,
				"stopped", TroubleKind.ROUTE_STOPPED, "removed", TroubleKind.ROUTE_REMOVED, "elsewhere",
				TroubleKind.ROUTE_ELSEWHERE);
		kinds.forEach((state, kind) -> assertThat(kinds(route(state, null, 0))).as(state).containsExactly(kind));
		assertThat(kinds(route("running", null, 0))).containsExactly(TroubleKind.BACKLOG);
		assertThat(kinds(route("running", null, 3))).containsExactly(TroubleKind.DEAD_LETTERS, TroubleKind.BACKLOG);
		assertThat(kinds(route("waiting", "the destination refuses the sign-in", 0)))
			.containsExactly(TroubleKind.ROUTE_PROBLEM);
		assertThat(new Standing(List.of(), Map.of("switchboard", NOON.minusSeconds(900)), NOON, 2, "uk003.1/2", true)
			.troubles(NOON, Duration.ofMinutes(15))).extracting(Trouble::cause)
			.containsExactly("store-away", "webhooks-silent", "undecided/switchboard", "undecided/uk003.1/2");
		assertThat(Arrays.stream(TroubleKind.values()).map(TroubleKind::word).map(TroubleKind::of))
			.containsExactly(TroubleKind.values());
	}

	@Test
	void an_api_key_is_told_of_when_it_is_refused_and_a_week_before_its_idle_days_are_over() {
		assertThat(Observed.key(true, NOON, NOON)).isNotNull();
		assertThat(Observed.key(false, null, NOON)).as("nothing is known").isNull();
		assertThat(Observed.key(false, NOON.minus(Duration.ofDays(22)), NOON)).isNull();
		assertThat(Observed.key(false, NOON.minus(Duration.ofDays(24)), NOON).text()).contains("since 2026-11-02");
	}

	private static RouteState route(String state, String problem, long dead) {
		return new RouteState("a-route", null, state, "closed", null, null, problem, 1, 0, dead);
	}

	private static List<TroubleKind> kinds(RouteState route) {
		return new Standing(List.of(route), Map.of("a-route", NOON.minusSeconds(1000)), null, 0, null, false)
			.troubles(NOON, Duration.ofMinutes(15))
			.stream()
			.map(Trouble::kind)
			.toList();
	}

}
