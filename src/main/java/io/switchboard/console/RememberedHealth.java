package io.switchboard.console;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Caches one part of the health. The part is asked once a second at most, and by one
 * request at a time. Others get the last answer.
 */
class RememberedHealth implements HealthIndicator {

	private static final Duration FRESH = Duration.ofSeconds(1);

	/** If the last answer is older than this, requests wait for the next. */
	private static final Duration OLDEST = Duration.ofSeconds(10);

	private final HealthIndicator asked;

	private final ReentrantLock asking = new ReentrantLock();

	private volatile @Nullable Answer last;

	private final LongSupplier clock;

	private record Answer(Health health, long at) {
	}

	RememberedHealth(HealthIndicator asked, LongSupplier clock) {
		this.asked = asked;
		this.clock = clock;
	}

	@Override
	public Health health() {
		Answer known = this.last;
		if (known != null && (isYounger(known, FRESH) || (isYounger(known, OLDEST) && this.asking.isLocked()))) {
			return known.health();
		}
		this.asking.lock();
		try {
			known = this.last;
			if (known == null || !isYounger(known, FRESH)) {
				known = new Answer(this.asked.health(), this.clock.getAsLong());
				this.last = known;
			}
			return known.health();
		}
		finally {
			this.asking.unlock();
		}
	}

	private boolean isYounger(Answer answer, Duration age) {
		return this.clock.getAsLong() - answer.at() < age.toNanos();
	}

}
