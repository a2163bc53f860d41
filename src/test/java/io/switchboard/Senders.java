package io.switchboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The platform on a busy day: many senders, which remember the answer to each event. */
final class Senders implements AutoCloseable {

	/** A text that is in every event and must be in no log. */
	static final String CALLER = "447700900123";

	static final int NUMBER = Size.of(8, 16);

	/** In milliseconds. */
	private static final int PAUSE = Size.of(15, 5);

	private static final AtomicInteger EVENTS = new AtomicInteger();

	private final HttpClient http = HttpClient.newHttpClient();

	private final ExecutorService threads = Executors.newFixedThreadPool(NUMBER);

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final AtomicInteger refused = new AtomicInteger();

	private final AtomicInteger unanswered = new AtomicInteger();

	private final Set<String> surprises = ConcurrentHashMap.newKeySet();

	private final RunningSwitchboard child;

	private Senders(RunningSwitchboard child) {
		this.child = child;
	}

	/** Sends until it is stopped, or until no server answers. */
	static Senders start(RunningSwitchboard child) {
		Senders senders = new Senders(child);
		for (int i = 0; i < NUMBER; i++) {
			senders.threads.execute(senders::send);
		}
		return senders;
	}

	/** The ids that were answered {@code accepted}. */
	Set<String> accepted() {
		return this.accepted;
	}

	/** The number of events that were not accepted, with or without an answer. */
	int turnedAway() {
		return this.refused.get() + this.unanswered.get();
	}

	void awaitAccepted(int more) {
		int enough = this.accepted.size() + more;
		await().atMost(Duration.ofMinutes(3))
			.failFast("nobody answers", () -> !this.child.isAlive())
			.until(() -> this.accepted.size() >= enough);
	}

	/**
	 * Waits for this number of further 503 answers, beyond requests that were in flight.
	 */
	void awaitRefused(int more) {
		int enough = this.refused.get() + 2 * NUMBER + more;
		await().atMost(Duration.ofMinutes(3)).until(() -> this.refused.get() >= enough);
	}

	void stop() throws InterruptedException {
		this.stopped.countDown();
		this.threads.shutdown();
		assertThat(this.threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.surprises).as("answers other than 200 accepted and 503 with Retry-After").isEmpty();
	}

	@Override
	public void close() {
		this.stopped.countDown();
		this.threads.shutdownNow();
	}

	private void send() {
		try {
			while (this.stopped.getCount() > 0 && this.child.isAlive()) {
				int number = EVENTS.incrementAndGet();
				String id = "uk003.load." + number;
				boolean accepted = isAccepted(id, (number % 3 == 0) ? textMessage(id) : endedCall(id, number));
				// all accepted events must be delivered before the test ends; without an
				// answer the pause is short, so that a recovery finds senders that wait
				// for it
				this.stopped.await(accepted ? PAUSE : 4 * PAUSE, TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean isAccepted(String id, String event) throws InterruptedException {
		try {
			HttpResponse<String> reply = this.http.send(request(this.child, event), BodyHandlers.ofString());
			if (reply.statusCode() == 200 && reply.body().equals("{\"status\":\"accepted\"}")) {
				return this.accepted.add(id);
			}
			if (reply.statusCode() == 503 && reply.headers().firstValue("Retry-After").isPresent()) {
				this.refused.incrementAndGet();
			}
			else {
				this.surprises.add(reply.statusCode() + " " + reply.body());
			}
		}
		catch (HttpTimeoutException ex) {
			this.surprises.add("none at all");
		}
		catch (IOException ex) {
			this.unanswered.incrementAndGet();
		}
		return false;
	}

	static HttpRequest request(RunningSwitchboard child, String body) {
		return HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d/webhooks/voipstudio/%s".formatted(child.port(), Client.KEY)))
			.timeout(Duration.ofSeconds(20))
			.POST(BodyPublishers.ofString(body))
			.build();
	}

	/** Becomes a row of {@code sms}, whose text is the id, and an email. */
	private static String textMessage(String id) {
		return "{\"id\":\"%s\",\"event_name\":\"sms.received\",\"from_no\":\"%s\",\"text\":\"%s\"}".formatted(id,
				CALLER, id);
	}

	/** Becomes a row of {@code call_log}. */
	private static String endedCall(String id, int number) {
		return "{\"id\":\"%s\",\"event_name\":\"call.hangup\",\"context\":\"LOCAL_USER\",\"call_id\":%d,\"src\":\"%s\"}"
			.formatted(id, 4278000000L + number, CALLER);
	}

}
