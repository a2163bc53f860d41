package io.switchboard.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.switchboard.calls.CallMoment;
import io.switchboard.delivery.table.DeliveryStatus;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * All events of a call, and the routes to which they went.
 *
 * @param rootCallId the call
 * @param events as they happened
 */
public record CallStory(long rootCallId, List<Told> events) {

	/**
	 * An event.
	 *
	 * @param moment what it says
	 * @param deliveries where it went, in the order in which they were filed
	 */
	public record Told(CallMoment moment, List<Sent> deliveries) {

		/** The words that are shown beside its name; null for none. */
		public @Nullable String state() {
			return this.moment.word();
		}

		/** Whether the event only went to {@code unrouted}, without any trouble. */
		public boolean isUnrouted() {
			return this.deliveries.stream().anyMatch((sent) -> sent.isUnrouted() && !sent.isTroubled());
		}

	}

	/**
	 * A delivery.
	 *
	 * @param id its own number
	 * @param eventId its event
	 * @param route where it goes
	 * @param status its status
	 * @param nextAttemptAt when it is tried next, or null
	 * @param attempts how it went, in the order of time
	 */
	public record Sent(long id, String eventId, String route, String status, @Nullable Instant nextAttemptAt,
			List<Tried> attempts) {

		/** Whether it will be tried again by itself. */
		public boolean isOpen() {
			return DeliveryStatus.isOpen(this.status);
		}

		/** Whether somebody should look. */
		public boolean isTroubled() {
			return this.status.equals("dead") || this.status.equals("retrying");
		}

		public boolean isUnrouted() {
			return this.route.equals(RouteNames.UNROUTED);
		}

		/**
		 * Whether it can be redelivered: it has run, was discarded, or waits for its next
		 * attempt.
		 */
		public boolean mayBeRedelivered() {
			return !this.status.equals("pending");
		}

		/** The colour of its status. */
		public String tone() {
			return switch (this.status) {
				case "delivered" -> "good";
				case "retrying" -> "warn";
				case "dead" -> "bad";
				default -> "";
			};
		}

		/** When it was tried last, or null. */
		public @Nullable Instant lastTriedAt() {
			return this.attempts.isEmpty() ? null : this.attempts.get(this.attempts.size() - 1).startedAt();
		}

		/** The last attempt's error; null if it succeeded, or if there was no attempt. */
		public @Nullable String error() {
			return this.attempts.isEmpty() ? null : this.attempts.get(this.attempts.size() - 1).error();
		}

	}

	/**
	 * An attempt.
	 *
	 * @param number from 1
	 * @param redelivery how often it had been redelivered by then
	 * @param startedAt when it began
	 * @param durationMs how long it took
	 * @param outcome {@code delivered}, {@code skipped}, {@code failed} or {@code later}
	 * @param error what went wrong, or why it was skipped; or null
	 */
	record Tried(int number, int redelivery, @Nullable Instant startedAt, long durationMs, String outcome,
			@Nullable String error) {

		/** The colour of its outcome. */
		public String tone() {
			return switch (this.outcome) {
				case "delivered" -> "good";
				case "failed" -> "bad";
				case "skipped" -> "";
				default -> "warn";
			};
		}

	}

	public Optional<Told> event(String id) {
		return this.events.stream().filter((told) -> told.moment().event().id().equals(id)).findFirst();
	}

	public Optional<Sent> delivery(long id) {
		return this.events.stream()
			.flatMap((told) -> told.deliveries().stream())
			.filter((sent) -> sent.id() == id)
			.findFirst();
	}

	/** A live leg, the root one if it is live; null if there is none. */
	public @Nullable Long liveLeg() {
		Map<Long, Boolean> live = new LinkedHashMap<>();
		for (Told told : this.events) {
			CallMoment moment = told.moment();
			if (EventNames.isCall(moment.name())) {
				live.put(moment.leg(), !moment.endsLeg());
			}
		}
		if (live.getOrDefault(this.rootCallId, false)) {
			return this.rootCallId;
		}
		return live.entrySet()
			.stream()
			.filter(Map.Entry::getValue)
			.map(Map.Entry::getKey)
			.reduce((a, b) -> b)
			.orElse(null);
	}

	public boolean isOpen() {
		return this.events.stream().flatMap((told) -> told.deliveries().stream()).anyMatch(Sent::isOpen);
	}

}
