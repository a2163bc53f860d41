package io.switchboard.console.pages;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.catalina.core.StandardContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Pages that listen and vanish, with every kind of end of a connection. */
class LiveStreamTests {

	private static final int SOME = 20;

	/** A snapshot that never changes, or is unknown. */
	private final LiveStream stream = new LiveStream(() -> {
		throw new IllegalStateException("the store is away");
	}, Duration.ofMillis(20));

	private TomcatWebServer server;

	@EnableWebMvc
	static class Web {

	}

	/** How the connection ends. */
	enum End {

		CLOSE, RESET, HALF_CLOSE_AND_CLOSE, RESET_AT_ONCE;

		void happensTo(Socket socket) throws IOException {
			switch (this) {
				case RESET, RESET_AT_ONCE -> socket.setSoLinger(true, 0);
				case HALF_CLOSE_AND_CLOSE -> socket.shutdownOutput();
				default -> {
				}
			}
			socket.close();
		}

	}

	@BeforeEach
	void start() {
		AnnotationConfigWebApplicationContext web = new AnnotationConfigWebApplicationContext();
		web.register(Web.class, LiveController.class);
		web.addBeanFactoryPostProcessor((beans) -> beans.registerSingleton("stream", this.stream));
		ServletRegistrationBean<DispatcherServlet> servlet = new ServletRegistrationBean<>(new DispatcherServlet(web),
				"/");
		servlet.setAsyncSupported(true);
		this.server = (TomcatWebServer) new TomcatServletWebServerFactory(0).getWebServer(servlet);
		this.server.start();
		this.stream.start();
	}

	@AfterEach
	void stop() {
		this.stream.stop();
		this.server.stop();
	}

	@ParameterizedTest
	@EnumSource
	void whoever_vanishes_is_not_counted_for_long_though_nothing_happens(End end) throws Exception {
		List<Socket> pages = new ArrayList<>();
		for (int i = 0; i < SOME; i++) {
			Socket page = listen();
			if (end != End.RESET_AT_ONCE) {
				assertThat(read(page)).contains("event:tick");
			}
			pages.add(page);
			if (end == End.RESET_AT_ONCE) {
				end.happensTo(page);
			}
		}
		if (end != End.RESET_AT_ONCE) {
			assertThat(this.stream.listening()).isEqualTo(SOME);
			for (Socket page : pages) {
				end.happensTo(page);
			}
		}
		await().untilAsserted(() -> assertThat(this.stream.listening()).isZero());
		await().untilAsserted(() -> assertThat(underWay()).as("requests that Tomcat counts").isZero());
	}

	@Test
	void whoever_stays_hears_that_we_are_there() throws Exception {
		try (Socket page = listen()) {
			assertThat(read(page)).contains("event:tick");
			await().until(() -> read(page).contains(":still here"));
			await().until(() -> read(page).contains("event:tick"));
			assertThat(this.stream.listening()).isOne();
		}
	}

	@Test
	void nobody_is_counted_after_a_stop() throws Exception {
		try (Socket page = listen()) {
			assertThat(read(page)).contains("event:tick");
			// like a request that has arrived and has not begun
			assertThat(this.stream.listen()).isNotNull();
			this.stream.stop();
			assertThat(this.stream.listening()).isZero();
			await().untilAsserted(() -> assertThat(underWay()).isZero());
		}
	}

	private long underWay() {
		StandardContext context = (StandardContext) this.server.getTomcat().getHost().findChildren()[0];
		return context.getInProgressAsyncCount();
	}

	private Socket listen() throws IOException {
		Socket socket = new Socket("127.0.0.1", this.server.getPort());
		socket.setSoTimeout(180_000);
		socket.getOutputStream()
			.write("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	/** What has come by now, something at least. */
	private static String read(Socket socket) throws IOException {
		StringBuilder text = new StringBuilder();
		byte[] some = new byte[8192];
		while (!text.toString().contains("\n\n")) {
			int length = socket.getInputStream().read(some);
			assertThat(length).isPositive();
			text.append(new String(some, 0, length, StandardCharsets.US_ASCII));
		}
		return text.toString();
	}

}
