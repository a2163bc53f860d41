package io.switchboard.simulator.scenario;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids that no other play has, even after a restart. Each is the time of its play in
 * microseconds, or one more than the id before.
 */
final class Identities {

	private static final long EIGHT_DIGITS = 100_000_000;

	/**
	 * Shares no divisor with powers of 10, so that every number comes once before any
	 * repeats.
	 */
	private static final long STRIDE = 38_196_601;

	private final AtomicLong last = new AtomicLong();

	/**
	 * The id of a call or of a recording.
	 * @param now the time of the play
	 * @return above 32 bits, below 53, and higher than all before
	 */
	long next(Instant now) {
		long micros = micros(now);
		return this.last.updateAndGet((before) -> Math.max(before + 1, micros));
	}

	/**
	 * An event's id, as the platform makes it.
	 * @param at the event's time
	 * @param now the time of the play
	 * @return server, second and microsecond in hex, eight digits
	 */
	String event(Instant at, Instant now) {
		return "uk003.%08x%05x.%08d".formatted(at.getEpochSecond(), at.getNano() / 1000,
				Math.floorMod(next(now) * STRIDE, EIGHT_DIGITS));
	}

	private static long micros(Instant instant) {
		return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
	}

}
