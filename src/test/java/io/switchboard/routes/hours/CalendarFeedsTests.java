package io.switchboard.routes.hours;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A calendar at an address, with a real server. */
class CalendarFeedsTests {

	private static final String CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

	@TempDir
	Path data;

	@Test
	void it_is_fetched_and_kept_for_the_next_start_and_nonsense_changes_nothing() throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.createContext("/", (exchange) -> {
			boolean there = exchange.getRequestURI().getPath().equals("/secret.ics");
			byte[] body = (there ? CALENDAR : "<html>").getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		URI address = URI.create("http://127.0.0.1:%d/secret.ics".formatted(server.getAddress().getPort()));
		URI other = address.resolve("/other.ics");
		CalendarFeeds feeds = new CalendarFeeds(this.data);
		try {
			assertThat(feeds.text(address)).isNull();
			feeds.text(other);
			feeds.start();
			await().until(() -> CALENDAR.equals(feeds.text(address)));
			assertThat(feeds.text(other)).isNull();
		}
		finally {
			feeds.stop();
			server.stop(0);
		}
		assertThat(new CalendarFeeds(this.data).text(address)).as("after a restart").isEqualTo(CALENDAR);
		try (var files = Files.list(this.data.resolve("calendars"))) {
			assertThat(files).as("no name is the secret")
				.hasSize(1)
				.noneMatch((each) -> each.toString().contains("secret"));
		}
	}

}
