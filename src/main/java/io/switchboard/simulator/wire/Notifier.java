package io.switchboard.simulator.wire;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.switchboard.simulator.account.EventBodies;
import io.switchboard.text.Readable;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Sends events to the webhooks, in order for each webhook and call. Each is sent once,
 * because nothing is known about retries of the platform.
 */
@Component
@Profile({ "demo", "simulator" })
public class Notifier {

	private static final int REPLY_SHOWN = 2000;

	private final Webhooks webhooks;

	private final WebhookClient client;

	private final NotificationLog log;

	private final Map<String, CompletableFuture<?>> tails = new ConcurrentHashMap<>();

	Notifier(Webhooks webhooks, WebhookClient client, NotificationLog log) {
		this.webhooks = webhooks;
		this.client = client;
		this.log = log;
	}

	/** Sends an event to every webhook that listens, and passes each result on. */
	public int send(Map<String, Object> event, byte[] body, Consumer<Notification> outcome) {
		int sent = 0;
		for (Webhook webhook : this.webhooks.all()) {
			if (webhook.listensTo(event)) {
				sent++;
				send(webhook, event, body, outcome);
			}
		}
		return sent;
	}

	private void send(Webhook webhook, Map<String, Object> event, byte[] body, Consumer<Notification> outcome) {
		Long root = this.log.root(event);
		String lane = webhook.id() + "/" + ((root != null) ? root : event.get("id"));
		this.tails.compute(lane, (key, tail) -> {
			CompletableFuture<?> before = (tail != null) ? tail : CompletableFuture.completedFuture(null);
			CompletableFuture<?> mine = before.thenCompose((nothing) -> post(webhook, root, event, body, outcome));
			mine.whenComplete((nothing, failure) -> CompletableFuture.runAsync(() -> this.tails.remove(lane, mine)));
			return mine;
		});
	}

	/** Never throws: a failure is a result. */
	private CompletableFuture<?> post(Webhook webhook, @Nullable Long root, Map<String, Object> event, byte[] body,
			Consumer<Notification> outcome) {
		Instant sentAt = Instant.now();
		Notification sent = new Notification(webhook.name(), Objects.toString(event.get("id"), ""),
				EventBodies.name(event), sentAt, new String(body, StandardCharsets.UTF_8), null, null, null, null);
		int place = this.log.add(root, sent);
		return this.client.post(webhook.url(), body).handle((reply, failure) -> {
			Notification done = answered(sent, reply, failure);
			this.log.replace(root, place, done);
			outcome.accept(done);
			return done;
		});
	}

	private static Notification answered(Notification sent, @Nullable HttpResponse<String> reply,
			@Nullable Throwable failure) {
		long millis = Duration.between(sent.sentAt(), Instant.now()).toMillis();
		Integer status = (reply != null) ? reply.statusCode() : null;
		String text = (reply != null) ? Readable.cut(reply.body(), REPLY_SHOWN) : null;
		return new Notification(sent.webhook(), sent.eventId(), sent.eventName(), sent.sentAt(), sent.body(), status,
				text, millis, (failure != null) ? Webhooks.reason(failure) : null);
	}

}
