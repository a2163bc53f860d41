package io.switchboard.text;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs a failure that repeats, as all do while the store is away. An outage gets two
 * lines in the log. The first has the reason of the first failure. The second has the
 * duration and the number of failures.
 */
public final class RepeatedFailure {

	/** Failures with short successes between them count as one outage. */
	private static final long QUIET = Duration.ofSeconds(5).toNanos();

	private final Logger log;

	private final Level level;

	private final String what;

	private final LongSupplier nanos;

	private volatile boolean failing;

	private long since;

	private long lastAt;

	private long all;

	/**
	 * Nothing has failed yet.
	 * @param log where it is told
	 * @param level how loud
	 * @param what what fails, as a sentence without its end, such as {@code "the store
	 * cannot commit"}
	 */
	public RepeatedFailure(Logger log, Level level, String what) {
		this(log, level, what, System::nanoTime);
	}

	/**
	 * Nothing has failed yet.
	 * @param log where it is told
	 * @param level how loud
	 * @param what what fails, as a sentence without its end
	 * @param nanos what time is measured by, in nanoseconds
	 */
	public RepeatedFailure(Logger log, Level level, String what, LongSupplier nanos) {
		this.log = log;
		this.level = level;
		this.what = what;
		this.nanos = nanos;
	}

	/**
	 * It failed.
	 * @param number how many are counted, such as the events of a batch
	 * @param why the reason, without personal data
	 */
	public synchronized void happened(int number, String why) {
		long now = this.nanos.getAsLong();
		this.all += number;
		this.lastAt = now;
		if (!this.failing) {
			this.failing = true;
			this.since = now;
			this.log.atLevel(this.level).log("{} ({}): {}", this.what, number, why);
		}
		else {
			this.log.debug("{} ({} in all): {}", this.what, this.all, why);
		}
	}

	/** It works; quick where it did before. */
	public void works() {
		if (this.failing) {
			end();
		}
	}

	private synchronized void end() {
		long now = this.nanos.getAsLong();
		if (this.failing && now - this.lastAt >= QUIET) {
			this.log.info("{}: over after {} s, {} in all", this.what, Duration.ofNanos(now - this.since).toSeconds(),
					this.all);
			this.failing = false;
			this.all = 0;
		}
	}

}
