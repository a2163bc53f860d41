package io.switchboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** Posts calls and text messages to several nodes in turn, as a load balancer does. */
final class ClusterLoad implements AutoCloseable {

	static final int EVENTS_PER_CALL = 5;

	private static final int SENDERS = Size.of(4, 8);

	private static final Duration PAUSE = Duration.ofMillis(Size.of(250, 100));

	/**
	 * The backlog at most. It takes some seconds, because all of it must be delivered
	 * before the test ends.
	 */
	private static final int MOST_WAITING = 500;

	private static final AtomicInteger CALLS = new AtomicInteger();

	private final HttpClient http = HttpClient.newHttpClient();

	private final ScheduledExecutorService senders = Executors.newScheduledThreadPool(SENDERS);

	private final List<RunningSwitchboard> nodes;

	private final AtomicInteger turns = new AtomicInteger();

	/** The ids of the events that were answered as stored. */
	final Set<String> accepted = ConcurrentHashMap.newKeySet();

	/** {@code nodes} may change while it runs. */
	ClusterLoad(List<RunningSwitchboard> nodes) {
		this.nodes = nodes;
	}

	/** Posts calls until it is stopped; it pauses while the backlog is large. */
	ClusterLoad start(IntSupplier waiting) {
		for (int i = 0; i < SENDERS; i++) {
			this.senders.scheduleWithFixedDelay(() -> {
				if (waiting.getAsInt() < MOST_WAITING) {
					call();
				}
			}, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
		return this;
	}

	/** Posts this number of calls, as fast as it can. */
	ClusterLoad calls(int number) {
		for (int i = 0; i < number; i++) {
			this.senders.execute(this::call);
		}
		return this;
	}

	/** Posts the hang-ups of all calls that began. */
	void stop() throws InterruptedException {
		this.senders.shutdown();
		assertThat(this.senders.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
	}

	/**
	 * Posts one call and a text message. Each event goes to another node, once the event
	 * before it is accepted.
	 */
	private void call() {
		int call = CALLS.incrementAndGet();
		int turn = this.turns.getAndIncrement();
		String id = "cluster.sms.%d.%d".formatted(ProcessHandle.current().pid(), call);
		String sms = "{\"id\":\"%s\",\"event_name\":\"sms.received\",\"text\":\"%s\"}".formatted(id, id);
		tellSurely(turn, id, sms);
		for (int number = 1; number <= EVENTS_PER_CALL; number++) {
			String event = "cluster.call.%d.%d".formatted(call, number);
			String body = """
					{"id":"%s","event_name":"call.told","event_time":"2026-04-28 10:00:%02d","call_id":%d,"number":%d}"""
				.formatted(event, number, call, number);
			tellSurely(turn + number, event, body);
		}
	}

	/** Posts to the next node as often as a node refuses. */
	private void tellSurely(int turn, String id, String body) {
		for (int tried = 0; !tell(turn + tried, id, body) && !Thread.currentThread().isInterrupted();) {
			tried++;
		}
	}

	private boolean tell(int turn, String id, String body) {
		List<RunningSwitchboard> current = List.copyOf(this.nodes);
		RunningSwitchboard node = current.get(turn % current.size());
		try {
			String answer = this.http.send(request(node, body), BodyHandlers.ofString()).body();
			// a duplicate was stored by a node that died before its answer
			boolean stored = answer.contains("accepted") || answer.contains("duplicate");
			if (stored) {
				this.accepted.add(id);
			}
			return stored;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static HttpRequest request(RunningSwitchboard node, String body) {
		return HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d/webhooks/voipstudio/%s".formatted(node.port(), Client.KEY)))
			.timeout(Duration.ofSeconds(3))
			.POST(BodyPublishers.ofString(body))
			.build();
	}

	@Override
	public void close() {
		this.senders.shutdownNow();
	}

}
