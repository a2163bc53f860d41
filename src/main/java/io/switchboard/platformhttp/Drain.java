package io.switchboard.platformhttp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * The beginning of a stop. Readiness goes down, but requests are accepted until a load
 * balancer has seen that. If nobody has asked for readiness, there is no balancer and no
 * wait.
 */
public class Drain implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Drain.class);

	/** A balancer asks more often than this, in nanoseconds. */
	private static final long ASKED_LATELY = Duration.ofMinutes(5).toNanos();

	private final ServletHttpEngine engine;

	private final Duration drain;

	private volatile long askedAt = System.nanoTime() - ASKED_LATELY;

	private volatile boolean running;

	Drain(ServletHttpEngine engine, Duration drain) {
		this.engine = engine;
		this.drain = drain;
	}

	/**
	 * Whether requests may be sent here. A caller counts as a load balancer, which must
	 * see a stop before it happens.
	 * @return true from the end of the start to the beginning of a stop, while each door
	 * has its route
	 */
	public boolean isReady() {
		this.askedAt = System.nanoTime();
		return this.engine.isOpen() && this.engine.isEveryDoorOpen() && !this.engine.isLeaving();
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Waits by itself. Given a callback, Spring would wait only until it has counted as
	 * many stopped beans as this phase has, and it counts beans of other phases too.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.engine.leave();
		if (this.drain.isZero() || System.nanoTime() - this.askedAt >= ASKED_LATELY) {
			return;
		}
		log.info("stopping: no longer ready, the webhook closes in {} s", this.drain.toSeconds());
		try {
			TimeUnit.MILLISECONDS.sleep(this.drain.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
