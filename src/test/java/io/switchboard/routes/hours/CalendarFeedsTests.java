package io.switchboard.routes.hours;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A calendar at an address, on a real server. */
class CalendarFeedsTests {

	private static final String CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

	@TempDir
	Path data;

	@Test
	void a_calendar_is_fetched_and_kept_for_the_next_start_and_nonsense_changes_nothing() throws IOException {
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
		CalendarFeeds feeds = feeds();
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
		assertThat(feeds().text(address)).as("after a restart").isEqualTo(CALENDAR);
		try (var files = Files.list(this.data.resolve("calendars"))) {
			assertThat(files).as("no name is the secret")
				.hasSize(1)
				.noneMatch((each) -> each.toString().contains("secret"));
		}
	}

	private CalendarFeeds feeds() {
		return new CalendarFeeds(this.data, Duration.ofMillis(500), Duration.ofMillis(50));
	}

	/** Failing calendars are retried, and delay no other. */
	@Test
	void one_that_is_away_slow_huge_or_nonsense_comes_back_and_holds_up_no_other() throws IOException {
		Map<String, String> faults = new ConcurrentHashMap<>();
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		ExecutorService threads = Executors.newCachedThreadPool();
		server.setExecutor(threads);
		server.createContext("/", (exchange) -> {
			try (exchange) {
				answer(exchange, faults.getOrDefault(exchange.getRequestURI().getPath(), "none"));
			}
		});
		server.start();
		URI base = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
		List<URI> bad = Stream.of("404", "503", "hangs", "drips", "huge", "hangs-up", "cut", "too-often")
			.map(base::resolve)
			.toList();
		bad.forEach((each) -> faults.put(each.getPath(), each.getPath().substring(1)));
		URI good = base.resolve("good");
		CalendarFeeds feeds = feeds();
		try {
			bad.forEach((each) -> assertThat(feeds.text(each)).isNull());
			feeds.start();
			feeds.text(good);
			await().until(() -> CALENDAR.equals(feeds.text(good)));
			bad.forEach((each) -> assertThat(feeds.text(each)).as(each.getPath()).isNull());
			faults.clear();
			await().until(() -> bad.stream().allMatch((each) -> CALENDAR.equals(feeds.text(each))));
		}
		finally {
			feeds.stop();
			server.stop(0);
			threads.shutdownNow();
		}
	}

	private static void answer(HttpExchange exchange, String fault) throws IOException {
		byte[] calendar = CALENDAR.getBytes(StandardCharsets.UTF_8);
		switch (fault) {
			case "404", "503" -> exchange.sendResponseHeaders(Integer.parseInt(fault), -1);
			case "hangs" -> pause(20_000);
			case "drips" -> {
				exchange.sendResponseHeaders(200, 0);
				for (int i = 0; i < 400; i++) {
					exchange.getResponseBody().write('x');
					exchange.getResponseBody().flush();
					pause(50);
				}
			}
			case "huge" -> {
				exchange.sendResponseHeaders(200, 0);
				exchange.getResponseBody().write(calendar);
				exchange.getResponseBody().write(new byte[6_000_000]);
			}
			case "hangs-up" -> {
				exchange.sendResponseHeaders(200, calendar.length);
				exchange.getResponseBody().write(calendar, 0, 20);
			}
			default -> {
				byte[] body = switch (fault) {
					case "cut" -> CALENDAR.substring(0, 40).getBytes(StandardCharsets.UTF_8);
					case "too-often" ->
						CALENDAR
							.replace("DTSTART;VALUE=DATE:20261225\r\n",
									"DTSTART:19000101T000000Z\r\nRRULE:FREQ=SECONDLY\r\n")
							.getBytes(StandardCharsets.UTF_8);
					default -> calendar;
				};
				exchange.sendResponseHeaders(200, body.length);
				exchange.getResponseBody().write(body);
			}
		}
	}

	/** A slow server; the test does not wait for it. */
	private static void pause(long millis) {
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
	}

}
