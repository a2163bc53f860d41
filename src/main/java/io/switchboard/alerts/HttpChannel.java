package io.switchboard.alerts;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.http.WebhookSignature;
import io.switchboard.text.ChatText;
import io.switchboard.text.JsonText;

/** Posts JSON to a chat, or as a signed webhook. */
final class HttpChannel implements AlertChannel {

	private static final Duration CONNECT = Duration.ofSeconds(5);

	/** For the whole answer. */
	static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final int OK = 2;

	private final ChannelSettings settings;

	private final Clock clock;

	private final Duration patience;

	private final HttpClient http = HttpClient.newBuilder()
		.connectTimeout(CONNECT)
		.version(HttpClient.Version.HTTP_1_1)
		.build();

	HttpChannel(ChannelSettings settings, Clock clock, Duration patience) {
		this.settings = settings;
		this.clock = clock;
		this.patience = patience;
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	@Override
	public String kind() {
		return this.settings.kind();
	}

	/** What stands in the address is secret, and is not told. */
	@Override
	public void send(Message message) throws Exception {
		boolean webhook = kind().equals(ChannelSettings.WEBHOOK);
		String body = JsonText.of(webhook ? event(message) : chat(message));
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.settings.url()))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
		if (webhook) {
			String id = "msg_" + message.id();
			String timestamp = String.valueOf(this.clock.instant().getEpochSecond());
			request.header("webhook-id", id)
				.header("webhook-timestamp", timestamp)
				.header("webhook-signature", WebhookSignature.signatures(this.settings.secret(), id, timestamp, body));
		}
		int status = status(request.build());
		if (status / 100 != OK) {
			throw new PermanentFailure("%s answered %d".formatted(URI.create(this.settings.url()).getHost(), status));
		}
	}

	/** A server that drips its answer is away too. */
	private int status(HttpRequest request) {
		CompletableFuture<HttpResponse<Void>> answer = this.http.sendAsync(request,
				HttpResponse.BodyHandlers.discarding());
		try {
			return answer.get(this.patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
		}
		catch (ExecutionException | TimeoutException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new DestinationAway(
					"%s does not answer (%s)".formatted(request.uri().getHost(), cause.getClass().getSimpleName()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DestinationAway("the sending was interrupted");
		}
		finally {
			answer.cancel(true);
		}
	}

	private Map<String, Object> chat(Message message) {
		return switch (kind()) {
			case "teams" -> card(message);
			case "mattermost" -> Map.of("text", lines(message, false));
			default -> Map.of("text", lines(message, true));
		};
	}

	private static String lines(Message message, boolean angles) {
		List<String> lines = new ArrayList<>();
		for (Message.Line line : message.lines()) {
			String text = angles ? ChatText.entities(line.text()) : ChatText.markdown(line.text());
			String link = angles ? " <%s|Open>" : " [Open](%s)";
			lines.add("%s: %s%s".formatted(angles ? "*" + line.label() + "*" : "**" + line.label() + "**", text,
					line.link().isEmpty() ? ""
							: link.formatted(angles ? ChatText.entities(line.link()) : line.link())));
		}
		return String.join("\n\n", lines);
	}

	private static Map<String, Object> card(Message message) {
		List<Map<String, Object>> blocks = new ArrayList<>();
		for (Message.Line line : message.lines()) {
			String link = line.link().isEmpty() ? "" : " [Open](%s)".formatted(line.link());
			blocks.add(Map.of("type", "TextBlock", "wrap", true, "text",
					"**%s**: %s%s".formatted(line.label(), ChatText.markdown(line.text()), link)));
		}
		Map<String, Object> content = Map.of("$schema", "http://adaptivecards.io/schemas/adaptive-card.json", "type",
				"AdaptiveCard", "version", "1.4", "body", blocks);
		return Map.of("type", "message", "attachments",
				List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", content)));
	}

	private Map<String, Object> event(Message message) {
		List<Map<String, Object>> alerts = new ArrayList<>();
		for (int at = 0; at < message.notices().size(); at++) {
			Notice notice = message.notices().get(at);
			Alert alert = notice.alert();
			String link = message.lines().get(at).link();
			Map<String, Object> fields = new LinkedHashMap<>();
			fields.put("id", alert.id());
			fields.put("kind", alert.kind().word());
			fields.put("severity", alert.kind().severity().word());
			fields.put("subject", alert.subject());
			fields.put("status", notice.what().word());
			fields.put("summary", alert.summary());
			fields.put("amount", alert.amount());
			fields.put("began_at", alert.beganAt().toString());
			fields.put("ended_at", (alert.endedAt() != null) ? alert.endedAt().toString() : null);
			fields.put("link", link.isEmpty() ? null : link);
			alerts.add(fields);
		}
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("type", "switchboard.alerts");
		event.put("timestamp", this.clock.instant().toString());
		event.put("data", Map.of("subject", message.subject(), "text", message.text(), "alerts", alerts));
		return event;
	}

}
