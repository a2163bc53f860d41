package io.switchboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Three nodes on one PostgreSQL behind a real HAProxy, which checks them at its default
 * interval and sends no request twice. {@code BalancerTests} tests the stop on a smaller
 * scale.
 */
@Siege
@Tag("large")
class RollingRestartTests {

	private static final int SENDERS = 4;

	private final AtomicInteger accepted = new AtomicInteger();

	private final AtomicInteger numbers = new AtomicInteger();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final CountDownLatch end = new CountDownLatch(1);

	@TempDir
	Path folder;

	@Test
	@Timeout(value = 10, unit = TimeUnit.MINUTES)
	void nodes_are_restarted_one_after_the_other_and_no_webhook_fails() throws Exception {
		Tools.assumeInstalled("haproxy");
		String url = PostgresqlDatabase.newDatabase();
		List<ChildSwitchboard> nodes = new ArrayList<>();
		ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
		try {
			for (int i = 0; i < 3; i++) {
				nodes.add(launch(url, i, FreePort.next()));
			}
			try (Haproxy haproxy = Haproxy.start(this.folder, FreePort.next(), "", "/actuator/health/readiness",
					nodes.stream().map(ChildSwitchboard::port).toList())) {
				for (int i = 0; i < SENDERS; i++) {
					threads.execute(() -> send(haproxy.port()));
				}
				for (int i = 0; i < nodes.size(); i++) {
					awaitAccepted(500);
					ChildSwitchboard leaves = nodes.get(i);
					leaves.terminate();
					leaves.awaitEnd();
					nodes.set(i, launch(url, i, leaves.port()));
					awaitChecked(nodes.get(i));
				}
				awaitAccepted(500);
				this.end.countDown();
				threads.shutdown();
				assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
			}
			assertThat(this.failures).isEmpty();
			assertThat(new JdbcTemplate(new DriverManagerDataSource(url)).queryForObject("select count(*) from event",
					Integer.class))
				.isEqualTo(this.accepted.get());
		}
		finally {
			threads.shutdownNow();
			nodes.forEach(ChildSwitchboard::close);
		}
	}

	private ChildSwitchboard launch(String url, int number, int port) throws IOException {
		return ChildSwitchboard
			.launchOn(port, Files.createDirectories(this.folder.resolve("node" + number)), Client.SECRETS,
					"--spring.datasource.url=" + url, "--spring.datasource.hikari.maximum-pool-size=5")
			.awaitReady();
	}

	/** Waits until HAProxy uses the node again and sends it requests. */
	private void awaitChecked(ChildSwitchboard node) {
		await().atMost(Duration.ofMinutes(3))
			.until(() -> get(node, "/actuator/prometheus").lines()
				.anyMatch((line) -> line.startsWith("switchboard_webhook_answers_total{status=\"accepted\"}")
						&& Double.parseDouble(line.substring(line.indexOf(' '))) > 20));
	}

	private static String get(ChildSwitchboard node, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(node.port(), path)))
			.header("Authorization", "Bearer " + Client.TOKEN)
			.build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
	}

	private void awaitAccepted(int more) {
		int enough = this.accepted.get() + more;
		await().atMost(Duration.ofMinutes(3)).until(() -> this.accepted.get() >= enough);
	}

	private void send(int port) {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		try {
			while (!this.end.await(5, TimeUnit.MILLISECONDS)) {
				HttpRequest request = HttpRequest
					.newBuilder(URI.create("http://127.0.0.1:%d/webhooks/voipstudio/%s".formatted(port, Client.KEY)))
					.timeout(Duration.ofSeconds(30))
					.POST(BodyPublishers.ofString("{\"id\":\"rolling.%d\"}".formatted(this.numbers.incrementAndGet())))
					.build();
				try {
					HttpResponse<String> reply = client.send(request, BodyHandlers.ofString());
					if (reply.body().equals("{\"status\":\"accepted\"}")) {
						this.accepted.incrementAndGet();
					}
					else {
						this.failures.add(reply.statusCode() + " " + reply.body());
					}
				}
				catch (IOException ex) {
					this.failures.add(ex.toString());
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
