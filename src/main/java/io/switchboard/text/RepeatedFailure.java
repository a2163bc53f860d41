package io.switchboard.text;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * A failure that comes again and again, as all do while the store is away. The log tells
 * of the first, then once a minute how many more there were, and in the end that it is
 * over.
 */
public final class RepeatedFailure {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	/** What fails and works by turns is one failure. */
	private static final long QUIET = Duration.ofSeconds(5).toNanos();

	private final Logger log;

	private final Level level;

	private final String what;

	private final LongSupplier nanos;

	private volatile boolean failing;

	private long since;

	private long lastAt;

	private long toldAt;

	private long more;

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

	RepeatedFailure(Logger log, Level level, String what, LongSupplier nanos) {
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
			this.toldAt = now;
			this.log.atLevel(this.level).log("{} ({}): {}", this.what, number, why);
			return;
		}
		this.more += number;
		if (now - this.toldAt >= MINUTE) {
			this.log.atLevel(this.level).log("{} ({} more, {} in all): {}", this.what, this.more, this.all, why);
			this.toldAt = now;
			this.more = 0;
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
			this.more = 0;
			this.all = 0;
		}
	}

}
