package io.switchboard.platformhttp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.switchboard.FreePort;
import io.switchboard.Haproxy;
import io.switchboard.Tools;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server that stops behind a real HAProxy, which checks it often and sends no request
 * twice.
 */
class BalancerTests {

	/** Checks often, and tolerates a busy machine. */
	private static final String CHECKS = "  default-server inter 200ms\n  timeout check 10s\n";

	@TempDir
	Path folder;

	/** A web server with the engine and its stop, without the rest of Switchboard. */
	private static final class Node {

		private final int port;

		private final AtomicInteger answered = new AtomicInteger();

		private DefaultCamelContext camel;

		private Drain drain;

		private RequestsUnderWay underWay;

		private TomcatWebServer server;

		Node(int port) {
			this.port = port;
		}

		Node start() throws Exception {
			ServletHttpEngine engine = new ServletHttpEngine(List.of("/http"), List.of());
			this.camel = new DefaultCamelContext();
			this.camel.getRegistry().bind("platform-http-engine", engine);
			engine.setCamelContext(this.camel);
			this.camel.addRoutes(new RouteBuilder() {
				@Override
				public void configure() {
					from("platform-http:/http/events").process((exchange) -> Node.this.answered.incrementAndGet())
						.setBody(constant("kept"));
				}
			});
			this.drain = new Drain(engine, Duration.ofSeconds(3));
			this.underWay = new RequestsUnderWay(engine, Duration.ofSeconds(30));
			TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(this.port);
			factory.setProtocol(GuardedProtocol.class.getName());
			factory.addContextValves(this.underWay.valve(), new BodyValve());
			ServletRegistrationBean<HttpServlet> servlet = new ServletRegistrationBean<>(new HttpEngineServlet(engine,
					this.underWay.openRequests(), new Limits(65536, 65536, Duration.ofSeconds(10))), "/http/*");
			servlet.setAsyncSupported(true);
			this.camel.start();
			this.server = (TomcatWebServer) factory.getWebServer(servlet,
					new ServletRegistrationBean<>(new Readiness(this.drain), "/ready"));
			this.server.start();
			this.underWay.add(this.server);
			return this;
		}

		/** In the order in which Spring stops them. */
		void stop() throws Exception {
			this.drain.stop();
			this.camel.stop();
			CompletableFuture<Void> ended = new CompletableFuture<>();
			this.underWay.stop(() -> ended.complete(null));
			ended.get(3, TimeUnit.MINUTES);
			this.server.stop();
		}

	}

	private static final class Readiness extends HttpServlet {

		private final transient Drain drain;

		Readiness(Drain drain) {
			this.drain = drain;
		}

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) {
			response.setStatus(this.drain.isReady() ? 200 : 503);
		}

	}

	@Test
	void nodes_are_restarted_one_after_the_other_and_no_request_fails() throws Exception {
		Tools.assumeInstalled("haproxy");
		List<Node> nodes = List.of(new Node(FreePort.next()).start(), new Node(FreePort.next()).start());
		ExecutorService threads = Executors.newFixedThreadPool(4);
		CountDownLatch end = new CountDownLatch(1);
		Queue<String> failures = new ConcurrentLinkedQueue<>();
		try (Haproxy haproxy = Haproxy.start(this.folder, FreePort.next(), CHECKS, "/ready",
				nodes.stream().map((node) -> node.port).toList())) {
			for (int i = 0; i < 4; i++) {
				threads.execute(() -> send(haproxy.port(), end, failures));
			}
			for (Node node : nodes) {
				awaitRequests(nodes);
				node.stop();
				node.start();
			}
			awaitRequests(nodes);
			end.countDown();
			threads.shutdown();
			assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			threads.shutdownNow();
			for (Node node : nodes) {
				node.server.stop();
				node.camel.stop();
			}
		}
		assertThat(failures).isEmpty();
	}

	/** Waits until HAProxy sends requests to each server. */
	private static void awaitRequests(List<Node> nodes) {
		nodes.forEach((node) -> node.answered.set(0));
		await().atMost(Duration.ofMinutes(3)).until(() -> nodes.stream().allMatch((node) -> node.answered.get() > 20));
	}

	private static void send(int port, CountDownLatch end, Queue<String> failures) {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/http/events".formatted(port)))
			.timeout(Duration.ofMinutes(3))
			.POST(BodyPublishers.ofString("{}"))
			.build();
		try {
			while (!end.await(5, TimeUnit.MILLISECONDS)) {
				try {
					HttpResponse<String> reply = client.send(request, BodyHandlers.ofString());
					if (reply.statusCode() != 200) {
						failures.add(reply.statusCode() + " " + reply.body());
					}
				}
				catch (IOException ex) {
					failures.add(ex.toString());
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
