package io.switchboard.routes.hours;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.switchboard.store.BackgroundWork;
import io.switchboard.store.DataDirectory;
import io.switchboard.store.PacedJob;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.Lifecycle;
import org.springframework.stereotype.Component;

/**
 * Fetches the calendars of hours and rotas regularly. The last readable one is stored
 * below {@code data.dir}, and counts until the next.
 */
@Component
class CalendarFeeds implements Calendars, BackgroundWork {

	private static final Logger log = LoggerFactory.getLogger(CalendarFeeds.class);

	private static final Duration PACE = Duration.ofSeconds(1);

	private static final Duration REFRESH = Duration.ofHours(6);

	private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(5);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int LARGEST = 5_000_000;

	private final Path folder;

	private final Duration patience;

	private final Duration afterFailure;

	private final HttpClient http = HttpClient.newBuilder()
		.connectTimeout(PATIENCE)
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	private final Map<URI, Feed> feeds = new ConcurrentHashMap<>();

	private final PacedJob job = new PacedJob("calendars", PACE, PATIENCE, this::tick);

	@Autowired
	CalendarFeeds(DataDirectory data) {
		this(data.path(), PATIENCE, AFTER_A_FAILURE);
	}

	/** {@code patience}: how long an answer may take from the question to its end. */
	CalendarFeeds(Path data, Duration patience, Duration afterFailure) {
		this.folder = Calendars.folder(data);
		this.patience = patience;
		this.afterFailure = afterFailure;
	}

	/**
	 * The state of a calendar: its text, its next fetch, and whether the last one failed.
	 */
	private record Feed(@Nullable String text, Instant next, boolean fails) {
	}

	@Override
	public @Nullable String text(URI address) {
		return this.feeds
			.computeIfAbsent(address,
					(each) -> new Feed(Calendars.read(Calendars.file(this.folder, each)), Instant.MIN, false))
			.text();
	}

	private void tick() {
		this.feeds.forEach((address, feed) -> {
			if (!feed.next().isAfter(Instant.now()) && !this.job.isStopping()) {
				this.feeds.put(address, fetched(address, feed));
			}
		});
	}

	private Feed fetched(URI address, Feed before) {
		try {
			String text = fetch(address);
			Holidays.parse(text, ZoneId.of("UTC"), LocalDate.now());
			keep(address, text);
			if (before.fails()) {
				log.info("the calendar at {} can be read again", address.getHost());
			}
			return new Feed(text, Instant.now().plus(REFRESH), false);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return before;
		}
		catch (IOException | RuntimeException ex) {
			if (!before.fails()) {
				log.warn("the calendar at {} cannot be read ({}): {}", address.getHost(), reason(ex),
						(before.text() != null) ? "what was read last counts" : "none of its holidays is known");
			}
			return new Feed(before.text(), Instant.now().plus(this.afterFailure), true);
		}
	}

	/** Some failures have no words of their own. */
	private static String reason(Exception failure) {
		return (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
	}

	private String fetch(URI address) throws IOException, InterruptedException {
		long begun = System.nanoTime();
		HttpResponse<InputStream> answer = this.http
			.send(HttpRequest.newBuilder(address).timeout(this.patience).build(), BodyHandlers.ofInputStream());
		try (InputStream body = answer.body()) {
			// the client's time-out ends with the headers
			CompletableFuture
				.delayedExecutor(this.patience.toNanos() - (System.nanoTime() - begun), TimeUnit.NANOSECONDS)
				.execute(() -> close(body));
			byte[] bytes = body.readNBytes(LARGEST + 1);
			if (answer.statusCode() != 200 || bytes.length > LARGEST) {
				throw new IOException("it answers %d with %d bytes".formatted(answer.statusCode(), bytes.length));
			}
			return new String(bytes, StandardCharsets.UTF_8);
		}
	}

	private static void close(InputStream body) {
		try {
			body.close();
		}
		catch (IOException ex) {
			log.debug("it is closed", ex);
		}
	}

	/** Replaced as a whole, so that readers get the old or the new one. */
	private void keep(URI address, String text) throws IOException {
		Files.createDirectories(this.folder);
		Path file = Calendars.file(this.folder, address);
		Path next = file.resolveSibling(file.getFileName() + ".tmp");
		Files.writeString(next, text);
		Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

	@Override
	public void start() {
		this.job.start(Duration.ZERO);
	}

	@Override
	public Lifecycle job() {
		return this.job;
	}

}
