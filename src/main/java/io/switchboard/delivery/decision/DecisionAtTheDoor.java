package io.switchboard.delivery.decision;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.delivery.queue.ChannelConsumer;
import io.switchboard.delivery.queue.Dispatcher;
import io.switchboard.inbox.Decider;
import io.switchboard.inbox.Decision;
import io.switchboard.inbox.Event;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Asks the switchboard on the thread that brings the event. A decision is some
 * microseconds of work. After {@link #BOUND} it is given up. The event goes on undecided,
 * and the thread is interrupted if it is still busy. {@link DoorPause} says when the
 * switchboard is not asked at all.
 */
@Component
class DecisionAtTheDoor implements Decider {

	private static final Logger log = LoggerFactory.getLogger(DecisionAtTheDoor.class);

	static final Duration BOUND = Duration.ofMillis(25);

	/** Long enough to load a class for the first time, which no interrupt ends. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** How many threads may be in the switchboard at once, even if they hang there. */
	static final int MOST_AT_ONCE = 50;

	/** How long the watch goes on after the last event. */
	private static final int QUIET_LOOKS = 40;

	private final Dispatcher dispatcher;

	private final Counter undecided;

	private final Set<Question> underWay = ConcurrentHashMap.newKeySet();

	private final Thread watch = new Thread(this::watch, "switchboard-watch");

	private volatile boolean asleep;

	private volatile boolean closed;

	private final DoorPause pause = new DoorPause(BOUND);

	DecisionAtTheDoor(Dispatcher dispatcher, MeterRegistry meters) {
		this.dispatcher = dispatcher;
		this.undecided = Counter.builder("switchboard.inbox.undecided")
			.description("Events that were stored undecided, because the switchboard could not decide at once")
			.register(meters);
		this.watch.setDaemon(true);
		this.watch.start();
	}

	@Override
	public void decide(Event event, Consumer<Decision> then) {
		ChannelConsumer switchboard = this.dispatcher.decides();
		if (switchboard == null || this.underWay.size() >= MOST_AT_ONCE || !this.pause.mayAsk()) {
			this.undecided.increment();
			then.accept(Decision.NONE);
			return;
		}
		Question asked = new Question(then);
		this.underWay.add(asked);
		if (this.asleep) {
			LockSupport.unpark(this.watch);
		}
		Decision decision = Decision.NONE;
		try {
			String rules = switchboard.digest();
			decision = new Decision(SwitchboardDecision.routes(switchboard, event), rules);
		}
		catch (Throwable ex) {
			// the later decision meets the same failure and logs it
			log.debug("event {} is not decided at the door", event.id(), ex);
		}
		finally {
			asked.end(decision);
		}
	}

	private void watch() {
		int quiet = 0;
		while (!this.closed) {
			quiet = this.underWay.isEmpty() ? quiet + 1 : 0;
			if (quiet > QUIET_LOOKS) {
				sleep();
				quiet = 0;
			}
			long looked = System.nanoTime();
			LockSupport.parkNanos(BOUND.toNanos());
			long now = System.nanoTime();
			long overran = this.underWay.stream().filter((asked) -> asked.isGivenUp(now)).count();
			// if the watch itself is late, the machine is slow, not the switchboard
			if (overran > 0 && now - looked < 2 * BOUND.toNanos()) {
				this.pause.overran();
			}
		}
	}

	private void sleep() {
		this.asleep = true;
		if (this.underWay.isEmpty() && !this.closed) {
			LockSupport.park(this);
		}
		this.asleep = false;
	}

	@PreDestroy
	void close() {
		this.closed = true;
		LockSupport.unpark(this.watch);
	}

	/** One event, on its thread. */
	private final class Question {

		private final Consumer<Decision> then;

		private final Thread thread = Thread.currentThread();

		private final long since = System.nanoTime();

		private boolean ended;

		private boolean givenUp;

		private boolean interrupted;

		private Question(Consumer<Decision> then) {
			this.then = then;
		}

		/** Gives up the decision if its time is over; true if it did. */
		private boolean isGivenUp(long now) {
			if (now - this.since > PATIENCE.toNanos()) {
				interrupt();
			}
			boolean givenUp = now - this.since > BOUND.toNanos() && giveUp();
			if (givenUp) {
				DecisionAtTheDoor.this.undecided.increment();
				this.then.accept(Decision.NONE);
			}
			return givenUp;
		}

		private synchronized void interrupt() {
			if (!this.ended && !this.interrupted) {
				this.interrupted = true;
				this.thread.interrupt();
			}
		}

		/** Ends the decision; false if it has ended or was given up already. */
		private synchronized boolean giveUp() {
			if (this.ended || this.givenUp) {
				return false;
			}
			this.givenUp = true;
			return true;
		}

		/**
		 * Ends the decision, and clears an interrupt, so that it does not reach the
		 * thread's next work.
		 */
		private void end(Decision decision) {
			boolean late;
			synchronized (this) {
				this.ended = true;
				late = this.givenUp;
				if (this.interrupted) {
					Thread.interrupted();
				}
			}
			DecisionAtTheDoor.this.underWay.remove(this);
			if (!late) {
				DecisionAtTheDoor.this.pause.inTime();
				if (decision.rules() == null) {
					DecisionAtTheDoor.this.undecided.increment();
				}
				this.then.accept(decision);
			}
		}

	}

}
