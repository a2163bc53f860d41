package io.switchboard.backfill;

import java.time.Instant;

import io.switchboard.history.EventFilter;
import io.switchboard.history.PastEvents.Stretch;
import io.switchboard.text.EnumWord;
import org.jspecify.annotations.Nullable;

/**
 * A route that is run over past events.
 *
 * @param id our own number
 * @param wanted the request
 * @param state its state
 * @param left the events that were not read yet
 * @param events how many there were when it began
 * @param lookedAt how many of them were read
 * @param filed for how many of them a delivery was filed
 * @param undecided for how many the switchboard failed
 * @param waitsFor a few words, or null if it goes on
 * @param startedBy who started it, or null if that is not known
 * @param createdAt when it was started
 * @param updatedAt when it last went on
 */
public record Backfill(long id, Wanted wanted, State state, Stretch left, long events, long lookedAt, long filed,
		long undecided, @Nullable String waitsFor, @Nullable String startedBy, Instant createdAt, Instant updatedAt) {

	/**
	 * The request.
	 *
	 * @param route the route's id
	 * @param filter the events; its status is ignored, because only accepted ones count
	 * @param every whether the route gets them even if the switchboard would not send
	 * them there
	 * @param perSecond how many deliveries are filed in a second at most
	 */
	public record Wanted(String route, EventFilter filter, boolean every, int perSecond) {
	}

	/** The states. */
	public enum State {

		/** It files deliveries, or waits for something. */
		RUNNING,
		/** Somebody has paused it. */
		PAUSED,
		/** Somebody has stopped it. */
		STOPPED,
		/** It has read every event. */
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

	/** Whether it may go on. */
	public boolean isUnderWay() {
		return this.state == State.RUNNING || this.state == State.PAUSED;
	}

}
