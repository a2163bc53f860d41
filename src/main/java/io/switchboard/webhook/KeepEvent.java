package io.switchboard.webhook;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.Inbox;
import io.switchboard.inbox.Receipt;
import io.switchboard.telemetry.Traces;
import io.switchboard.telemetry.Traces.Trace;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Hands the raw bytes to the inbox, and answers when they are safe. No thread waits for
 * the commit.
 */
@Component
class KeepEvent extends AsyncProcessorSupport {

	/** The exchange's property that says which path it came by, without a key. */
	static final String PATH = "SwitchboardDoor";

	private final Inbox inbox;

	private final DoorReplies answers;

	private final Traces traces;

	KeepEvent(Inbox inbox, DoorReplies answers, Traces traces) {
		this.traces = traces;
		this.inbox = inbox;
		this.answers = answers;
	}

	@Override
	public boolean process(Exchange exchange, AsyncCallback callback) {
		Trace trace = this.traces.begin("POST " + exchange.getProperty(PATH, WebhookRoute.PATH, String.class),
				exchange.getClock().getCreated());
		CompletableFuture<Receipt> receipt;
		try {
			receipt = keep(exchange, trace.parent()).toCompletableFuture();
		}
		catch (RuntimeException ex) {
			receipt = CompletableFuture.failedFuture(ex);
		}
		boolean already = receipt.isDone();
		receipt.whenComplete((kept, failure) -> {
			try (Traces.Logged ids = trace.logged()) {
				answer(exchange, kept);
			}
			catch (RuntimeException ex) {
				exchange.setException(ex);
			}
			finally {
				trace.end((kept != null) ? kept.id() : null, (kept != null) ? kept.status().toString() : "unavailable");
				callback.done(already);
			}
		});
		return already;
	}

	private CompletionStage<Receipt> keep(Exchange exchange, @Nullable String trace) {
		byte[] body = exchange.getMessage().getBody(byte[].class);
		String unfit = exchange.getProperty(Admission.UNFIT, String.class);
		return (unfit != null) ? this.inbox.quarantine(body, unfit, trace) : this.inbox.accept(body, trace);
	}

	private void answer(Exchange exchange, @Nullable Receipt kept) {
		if (kept == null) {
			this.answers.answer(exchange, 503, "unavailable").setHeader("Retry-After", 5);
		}
		else if (kept.status() == EventStatus.QUARANTINED) {
			this.answers.answer(exchange, 200, kept.status().toString(),
					Map.of("reason", String.valueOf(kept.reason()), "id", kept.id()));
		}
		else {
			this.answers.answer(exchange, 200, kept.status().toString());
		}
	}

}
