package io.switchboard.bulk;

import java.time.Instant;
import java.util.Locale;

import io.switchboard.history.DeliveryFilter;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of one route that are redelivered or discarded, part by part.
 *
 * @param id our own number
 * @param wanted what was asked for
 * @param state how it does
 * @param position the last delivery that was looked at
 * @param until the last delivery that belongs to it
 * @param matched how many there were when it began
 * @param changed to how many it was done
 * @param waitsFor a few words, or null if it goes on
 * @param startedBy who started it, or null if nobody knows
 * @param createdAt when that was
 * @param updatedAt when it went on last
 */
public record Bulk(long id, Wanted wanted, State state, long position, long until, long matched, long changed,
		@Nullable String waitsFor, @Nullable String startedBy, Instant createdAt, Instant updatedAt) {

	/**
	 * What somebody asks for.
	 *
	 * @param action what is done to each
	 * @param route the route's id
	 * @param filter which of its deliveries; it has a status
	 */
	public record Wanted(Action action, String route, DeliveryFilter filter) {
	}

	/** What is done to each. */
	public enum Action {

		/** It is delivered once more. */
		REDELIVER,
		/** It is set aside. */
		DISCARD;

		/**
		 * The word in the table and in answers.
		 * @return for example {@code discard}
		 */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		/**
		 * What was done to each.
		 * @return for example {@code discarded}
		 */
		public String done() {
			return word() + "ed";
		}

		/**
		 * The action of a word.
		 * @param word for example {@code discard}
		 * @return never null
		 */
		public static Action of(String word) {
			return valueOf(word.toUpperCase(Locale.ROOT));
		}

	}

	/** How it does. */
	public enum State {

		/** It goes on by itself. */
		RUNNING,
		/** Somebody ended it. */
		STOPPED,
		/** It has looked at every delivery. */
		DONE;

		/**
		 * The word in the table and in answers.
		 * @return for example {@code running}
		 */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		static State of(String word) {
			return valueOf(word.toUpperCase(Locale.ROOT));
		}

	}

	/** Whether it goes on. */
	public boolean isRunning() {
		return this.state == State.RUNNING;
	}

}
