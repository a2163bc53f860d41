package io.switchboard;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The metrics, alerts and dashboard, by Prometheus' own tools and by a real Prometheus.
 */
@SwitchboardTest
class MonitoringTests {

	private static final Path MONITORING = Path.of("docs/monitoring");

	private static final Pattern METRIC = Pattern
		.compile("\\b(?:switchboard|hikaricp|jvm|process|logback)_[a-z_]+\\b(?![\"'])");

	/** The metrics that exist with one database only, or if a feature is on. */
	private static final Set<String> NOT_ALWAYS = Set.of("switchboard_store_wal_bytes", "switchboard_followups_waiting",
			"switchboard_followups_overdue", "switchboard_alerts", "switchboard_alert_messages_total");

	@Autowired
	Client client;

	private String metrics() {
		return this.client.api("/actuator/prometheus").body();
	}

	@Test
	void metrics_are_named_by_the_rules_and_without_the_frameworks_noise(@TempDir Path folder) throws Exception {
		Tools.assumeInstalled("promtool");
		this.client.delivered(this.client.accept(Samples.read("dtmf-to-database")).path("id").asText());
		this.client.data("/api/events");
		String metrics = metrics();
		Path file = Files.writeString(folder.resolve("metrics.txt"), metrics);
		assertThat(output(new ProcessBuilder("promtool", "check", "metrics").redirectInput(file.toFile()))).isEmpty();
		assertThat(metrics.lines().filter((line) -> line.startsWith("# TYPE ")).map((line) -> line.split(" ")[2]))
			.noneMatch((name) -> name.matches("(spring_security|tomcat|executor|jdbc|http_server_requests_active).*"));
		assertThat(metrics).contains("switchboard_deliveries{route=\"dtmf-to-database\",status=\"dead\"} ",
				"switchboard_delivery_oldest_age_seconds{route=\"dtmf-to-database\"} ",
				"switchboard_route_breaker_open{route=\"dtmf-to-database\"} 0.0",
				"switchboard_route_paused{route=\"dtmf-to-database\"} 0.0",
				"switchboard_delivery_faults_total{route=\"unrouted\"} 0.0", "switchboard_store_reachable 1.0",
				"switchboard_webhook_requests_seconds_bucket{status=\"accepted\",le=\"0.1\"} ",
				"switchboard_delivery_latency_seconds_bucket{route=\"dtmf-to-database\",le=\"1.0\"} ");
	}

	@Test
	void the_alert_rules_and_their_tests_pass() throws Exception {
		Tools.assumeInstalled("promtool");
		for (String[] arguments : new String[][] { { "check", "rules", "alerts.yml" },
				{ "test", "rules", "alerts-test.yml" }, { "check", "config", "--syntax-only", "prometheus.yml" } }) {
			List<String> command = new ArrayList<>(List.of("promtool"));
			command.addAll(List.of(arguments));
			assertThat(output(new ProcessBuilder(command).directory(MONITORING.toFile()))).contains("SUCCESS")
				.doesNotContain("FAILED");
		}
	}

	/**
	 * A counter must exist before its first failure; otherwise an alert sees no increase.
	 */
	@Test
	void a_counter_that_an_alert_asks_for_is_there_before_anything_failed() throws Exception {
		Matcher asked = Pattern.compile("(switchboard_\\w+_total)\\{(\\w+)=~?\"([^\"]+)\"")
			.matcher(Files.readString(MONITORING.resolve("alerts.yml")));
		String metrics = metrics();
		List<String> missing = new ArrayList<>();
		while (asked.find()) {
			if (NOT_ALWAYS.contains(asked.group(1))) {
				continue;
			}
			for (String value : asked.group(3).split("\\|")) {
				String series = "(?m)^%s\\{[^}]*%s=\"%s\"".formatted(asked.group(1), asked.group(2), value);
				if (!Pattern.compile(series).matcher(metrics).find()) {
					missing.add(series);
				}
			}
		}
		assertThat(missing).isEmpty();
	}

	private static String output(ProcessBuilder command) throws IOException {
		Process process = command.redirectErrorStream(true).start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
	}

	@Test
	void every_metric_that_alerts_and_dashboard_ask_for_is_there() throws Exception {
		this.client.delivered(this.client.accept(Samples.read("dtmf-to-database")).path("id").asText());
		String metrics = metrics();
		Set<String> known = new HashSet<>();
		metrics.lines().filter((line) -> !line.startsWith("#")).forEach((line) -> known.add(line.split("[{ ]")[0]));
		metrics.lines().filter((line) -> line.startsWith("# TYPE ")).forEach((line) -> known.add(line.split(" ")[2]));
		Set<String> asked = new TreeSet<>(named(Files.readString(MONITORING.resolve("alerts.yml"))));
		panels().forEach((panel) -> panel.path("targets")
			.forEach((target) -> asked.addAll(named(target.path("expr").asText()))));
		asked.removeAll(NOT_ALWAYS);
		assertThat(asked).hasSizeGreaterThan(15);
		assertThat(known).containsAll(asked);
	}

	@Test
	void every_metric_of_ours_is_explained() throws Exception {
		String page = Files.readString(MONITORING.resolve("README.md"));
		Set<String> unexplained = new TreeSet<>();
		metrics().lines().filter((line) -> line.startsWith("# TYPE switchboard_")).forEach((line) -> {
			String name = line.split(" ")[2].replaceAll("_max$", "");
			if (!page.contains("`" + name + "`") && !page.contains("`" + name + "{")) {
				unexplained.add(name);
			}
		});
		assertThat(unexplained).isEmpty();
	}

	private static Set<String> named(String expression) {
		Set<String> names = new HashSet<>();
		Matcher found = METRIC.matcher(expression);
		while (found.find()) {
			names.add(found.group());
		}
		return names;
	}

	private static List<JsonNode> panels() throws IOException {
		return StreamSupport.stream(dashboard().path("panels").spliterator(), false)
			.filter((panel) -> !panel.path("type").asText().equals("row"))
			.toList();
	}

	private static JsonNode dashboard() throws IOException {
		return Client.json(Files.readString(MONITORING.resolve("grafana-dashboard.json")));
	}

	/** The rules of Grafana's dashboard-linter, under the names that it uses. */
	@Test
	void the_dashboard_keeps_the_rules_of_grafana() throws Exception {
		List<String> wrong = new ArrayList<>();
		JsonNode dashboard = dashboard();
		JsonNode variables = dashboard.path("templating").path("list");
		assertThat(variables.path(0).path("type").asText()).as("template-datasource-rule").isEqualTo("datasource");
		assertThat(variables.path(0).path("label").asText()).isEqualTo("Data source");
		assertThat(variables).as("template-job-rule, template-instance-rule")
			.extracting((variable) -> variable.path("name").asText())
			.contains("job", "instance");
		variables.forEach((variable) -> {
			if (variable.path("type").asText().equals("query") && !(variable.path("multi").asBoolean()
					&& variable.path("allValue").asText().equals(".+") && !variable.path("label").asText().isEmpty())) {
				wrong.add("template-label: " + variable.path("name"));
			}
		});
		assertThat(dashboard.path("editable").asBoolean(true)).as("uneditable-dashboard").isFalse();
		for (JsonNode panel : panels()) {
			String title = panel.path("title").asText();
			if (title.isEmpty() || panel.path("description").asText().isEmpty()) {
				wrong.add("panel-title-description-rule: " + title);
			}
			if (panel.path("fieldConfig").path("defaults").path("unit").asText().isEmpty()) {
				wrong.add("panel-units-rule: " + title);
			}
			if (!panel.path("datasource").path("uid").asText().equals("$datasource")) {
				wrong.add("panel-datasource-rule: " + title);
			}
			for (JsonNode target : panel.path("targets")) {
				String expression = target.path("expr").asText();
				if (!expression.contains("job=~\"$job\", instance=~\"$instance\"")) {
					wrong.add("target-job-rule: " + title);
				}
				if (expression.matches("(?s).*_(total|count|bucket)\\{.*")
						&& !expression.contains("[$__rate_interval]")) {
					wrong.add("target-rate-interval-rule, target-counter-agg-rule: " + title);
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	@Test
	void a_real_prometheus_loads_the_rules_and_answers_every_query(@TempDir Path folder) throws Exception {
		Tools.assumeInstalled("prometheus");
		this.client.delivered(this.client.accept(Samples.read("dtmf-to-database")).path("id").asText());
		String config = Files.readString(MONITORING.resolve("prometheus.yml"))
			.replace("localhost:8080", "localhost:" + this.client.port())
			.replace("15s", "1s");
		Files.writeString(folder.resolve("prometheus.yml"), config);
		Files.writeString(folder.resolve("metrics.token"), Client.TOKEN);
		Files.copy(MONITORING.resolve("alerts.yml"), folder.resolve("alerts.yml"));
		int port = FreePort.next();
		Process prometheus = new ProcessBuilder("prometheus", "--config.file=prometheus.yml",
				"--storage.tsdb.path=data", "--web.listen-address=127.0.0.1:" + port)
			.directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(folder.resolve("log").toFile())
			.start();
		try {
			String api = "http://127.0.0.1:" + port + "/api/v1/";
			await().atMost(Duration.ofMinutes(3))
				.ignoreExceptions()
				.until(() -> ask(api + "query?query=up").path("data")
					.path("result")
					.path(0)
					.path("value")
					.path(1)
					.asText()
					.equals("1"));
			JsonNode rules = ask(api + "rules").path("data").path("groups").path(0).path("rules");
			assertThat(rules).hasSizeGreaterThan(10);
			await().atMost(Duration.ofMinutes(3))
				.untilAsserted(() -> assertThat(ask(api + "rules").path("data").path("groups").path(0).path("rules"))
					.allMatch((rule) -> rule.path("health").asText().equals("ok")));
			for (JsonNode panel : panels()) {
				for (JsonNode target : panel.path("targets")) {
					String query = target.path("expr")
						.asText()
						.replace("$__rate_interval", "1m")
						.replaceAll("\\$(job|instance|route)", ".+");
					assertThat(
							ask(api + "query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).path("status")
								.asText())
						.as(query)
						.isEqualTo("success");
				}
			}
		}
		finally {
			prometheus.destroyForcibly().waitFor();
		}
	}

	private JsonNode ask(String url) {
		return Client.json(this.client.send("GET", url, new byte[0]).body());
	}

}
