package io.switchboard.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.switchboard.calls.CallMoment;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * Everything that came in of a call, and where it went.
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

		/** The words beside its name. */
		public @Nullable String state() {
			return this.moment.word();
		}

		/** Whether no route wanted it, and that is all that is to be said. */
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
	 * @param status how it stands
	 * @param nextAttemptAt when it is tried next, or null
	 * @param attempts how it went, in the order of time
	 */
	public record Sent(long id, String eventId, String route, String status, @Nullable Instant nextAttemptAt,
			List<Tried> attempts) {

		/** Whether it goes on by itself. */
		public boolean isOpen() {
			return this.status.equals("pending") || this.status.equals("retrying");
		}

		/** Whether somebody should look. */
		public boolean isTroubled() {
			return this.status.equals("dead") || this.status.equals("retrying");
		}

		public boolean isUnrouted() {
			return this.route.equals("unrouted");
		}

		/** What has run or is set aside may run again; what waits need not wait. */
		public boolean mayBeRedelivered() {
			return !this.status.equals("pending");
		}

		/** The colour that says how it stands. */
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

		/** What went wrong last, unless it went well in the end. */
		public @Nullable String error() {
			return this.attempts.isEmpty() ? null : this.attempts.get(this.attempts.size() - 1).error();
		}

	}

	/**
	 * An attempt.
	 *
	 * @param number from 1
	 * @param redelivery how often somebody had it delivered once more by then
	 * @param startedAt when it began
	 * @param durationMs how long it took
	 * @param outcome {@code delivered}, {@code failed} or {@code later}
	 * @param error what went wrong, or null
	 */
	record Tried(int number, int redelivery, @Nullable Instant startedAt, long durationMs, String outcome,
			@Nullable String error) {

		/** The colour that says how it went. */
		public String tone() {
			return switch (this.outcome) {
				case "delivered" -> "good";
				case "failed" -> "bad";
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

	/** The leg that goes on, the root one if that does; null if none does. */
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
