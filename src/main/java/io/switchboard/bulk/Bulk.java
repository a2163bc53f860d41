package io.switchboard.bulk;

import java.time.Instant;

import io.switchboard.history.DeliveryFilter;
import io.switchboard.text.EnumWord;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of one route that are redelivered or discarded, part by part.
 *
 * @param id our own number
 * @param wanted the request
 * @param state its state
 * @param position the last delivery that was read
 * @param until the last delivery that belongs to it
 * @param matched how many there were when it began
 * @param changed how many were changed
 * @param waitsFor a few words, or null if it goes on
 * @param startedBy who started it, or null if that is not known
 * @param createdAt when it was started
 * @param updatedAt when it last went on
 */
public record Bulk(long id, Wanted wanted, State state, long position, long until, long matched, long changed,
		@Nullable String waitsFor, @Nullable String startedBy, Instant createdAt, Instant updatedAt) {

	/**
	 * The request.
	 *
	 * @param action the change of each
	 * @param route the route's id
	 * @param filter a filter of its deliveries, with a status
	 */
	public record Wanted(Action action, String route, DeliveryFilter filter) {
	}

	/** The change of each delivery. */
	public enum Action {

		/** It is redelivered. */
		REDELIVER,
		/** It is discarded. */
		DISCARD;

		/**
		 * The word in the table and in answers.
		 * @return for example {@code discard}
		 */
		public String word() {
			return EnumWord.of(this);
		}

		/**
		 * The word for the finished change.
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
			return EnumWord.constant(Action.class, word);
		}

	}

	/** The states. */
	public enum State {

		/** It goes on by itself. */
		RUNNING,
		/** Somebody has stopped it. */
		STOPPED,
		/** It has read every delivery. */
		DONE;

		/**
		 * The word in the table and in answers.
		 * @return for example {@code running}
		 */
		public String word() {
			return EnumWord.of(this);
		}

		static State of(String word) {
			return EnumWord.constant(State.class, word);
		}

	}

	/** Whether it goes on. */
	public boolean isRunning() {
		return this.state == State.RUNNING;
	}

}
