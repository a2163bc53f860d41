package io.switchboard.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A Tomcat with a console that never answers, and with the webhook's door. */
class FairShareTests {

	private static final int THREADS = 40;

	private final Tomcat tomcat = new Tomcat();

	private final CountDownLatch consoleAnswers = new CountDownLatch(1);

	private final AtomicInteger running = new AtomicInteger();

	private final List<Socket> visitors = new ArrayList<>();

	private int port;

	@BeforeEach
	void start(@TempDir Path folder) throws Exception {
		this.tomcat.setBaseDir(folder.toString());
		this.tomcat.setPort(0);
		this.tomcat.getConnector().setProperty("maxThreads", Integer.toString(THREADS));
		Context context = this.tomcat.addContext("", folder.toString());
		Tomcat.addServlet(context, "console", new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) {
				FairShareTests.this.running.incrementAndGet();
				try {
					FairShareTests.this.consoleAnswers.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		});
		((Wrapper) context.findChild("console")).setAsyncSupported(true);
		context.addServletMappingDecoded("/", "console");
		Tomcat.addServlet(context, "door", new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) {
				response.setStatus(202);
			}
		});
		context.addServletMappingDecoded("/webhooks/*", "door");
		FilterDef share = new FilterDef();
		share.setFilterName("share");
		share.setAsyncSupported("true");
		share.setFilter(new FairShare(THREADS));
		context.addFilterDef(share);
		FilterMap map = new FilterMap();
		map.setFilterName("share");
		map.addServletName("console");
		context.addFilterMap(map);
		this.tomcat.start();
		this.port = this.tomcat.getConnector().getLocalPort();
	}

	@AfterEach
	void stop() throws Exception {
		this.consoleAnswers.countDown();
		for (Socket visitor : this.visitors) {
			visitor.close();
		}
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/", "/calls", "/calls/5/enrichment", "/api/events", "/actuator/health",
			"/actuator/prometheus", "/webjars/x.js" })
	void the_door_answers_however_many_look_at_the_console(String path) throws IOException {
		for (int i = 0; i < 4 * THREADS; i++) {
			ask("GET " + path);
		}
		await().until(() -> this.running.get() > 0);
		assertThat(status(ask("POST /webhooks/voipstudio/key"))).isEqualTo("202");
		assertThat(status(ask("GET " + path))).as("more").isEqualTo("429");
		assertThat(this.running.get()).isLessThanOrEqualTo(THREADS / 8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/calls" })
	void the_health_answers_however_many_look_at_the_console(String path) throws IOException {
		for (int i = 0; i < 4 * THREADS; i++) {
			ask("GET " + path);
		}
		await().until(() -> this.running.get() > 0);
		int before = this.running.get();
		ask("GET /actuator/health");
		await().until(() -> this.running.get() > before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/events.csv", "/oauth2/authorization/staff", "/login/oauth2/code/staff" })
	void pages_open_while_others_wait_for_long_lists_or_an_identity_provider(String path) throws IOException {
		for (int i = 0; i < 4 * THREADS; i++) {
			ask("GET " + path);
		}
		await().until(() -> this.running.get() > 0);
		int before = this.running.get();
		ask("GET /calls");
		await().until(() -> this.running.get() > before);
	}

	private Socket ask(String what) throws IOException {
		Socket visitor = new Socket("localhost", this.port);
		visitor.setSoTimeout(180_000);
		this.visitors.add(visitor);
		visitor.getOutputStream()
			.write((what + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
		return visitor;
	}

	private static String status(Socket visitor) throws IOException {
		InputStream answer = visitor.getInputStream();
		return new String(answer.readNBytes(12), StandardCharsets.US_ASCII).substring(9);
	}

}
