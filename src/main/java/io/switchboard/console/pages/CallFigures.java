package io.switchboard.console.pages;

import java.time.Duration;

import io.switchboard.calls.Calls;
import io.switchboard.calls.LiveCalls;
import io.switchboard.calls.QueueDay;
import io.switchboard.followup.FollowUpFigures;
import io.switchboard.followup.FollowUps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The live calls and those of today. They are read only when somebody looks, and not too
 * often.
 */
@Component
class CallFigures {

	private static final Logger log = LoggerFactory.getLogger(CallFigures.class);

	private static final Duration FRESH = Duration.ofSeconds(1);

	/** Reading may take a tenth of the time. */
	private static final int SHARE = 10;

	private final Calls calls;

	private @Nullable Figures latest;

	private long freshUntil = System.nanoTime();

	private final FollowUps followUps;

	private final FollowUpFigures followUpFigures;

	CallFigures(Calls calls, FollowUps followUps, FollowUpFigures followUpFigures) {
		this.calls = calls;
		this.followUps = followUps;
		this.followUpFigures = followUpFigures;
	}

	/**
	 * The figures of a wallboard.
	 *
	 * @param live the live calls
	 * @param today the figures of the queues
	 * @param followUps how many of today were called back, or null if follow-ups are off
	 */
	record Figures(LiveCalls live, QueueDay today, FollowUpFigures.@Nullable Day followUps) {

		/** Such as {@code 87 %}, or a dash before the first queue call has ended. */
		public String serviceLevel() {
			Double share = this.today.all().serviceLevel();
			return (share != null) ? Math.round(share * 100) + " %" : "–";
		}

	}

	/** The figures of now or a second ago; null if the store has not answered yet. */
	synchronized @Nullable Figures current() {
		long start = System.nanoTime();
		if (start - this.freshUntil >= 0) {
			try {
				this.latest = new Figures(this.calls.live(), this.calls.day(this.calls.today()),
						this.followUps.isOn() ? this.followUpFigures.today() : null);
			}
			catch (DataAccessException ex) {
				log.debug("the store does not answer", ex);
			}
			long end = System.nanoTime();
			this.freshUntil = end + Math.max(FRESH.toNanos(), SHARE * (end - start));
		}
		return this.latest;
	}

}
