package io.switchboard.simulator.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/** Sends transmissions over a line with faults. */
public final class FaultyLine {

	private static final Duration RESENT_AFTER = Duration.ofSeconds(30);

	private static final int LATEST_SECONDS = 10;

	private FaultyLine() {
	}

	/**
	 * Sends over a line with faults.
	 * @param transmissions in ascending order of time
	 * @param faults how often each fault happens
	 * @param random the source of chance
	 * @return the transmissions at the other end, in ascending order of time
	 */
	public static List<Transmission> send(List<Transmission> transmissions, Faults faults, Random random) {
		List<Transmission> sent = new ArrayList<>();
		for (int i = 0; i < transmissions.size(); i++) {
			Transmission each = transmissions.get(i);
			// all are drawn each time, so that one more fault does not change the others
			boolean reorder = random.nextDouble() < faults.reorder();
			boolean delay = random.nextDouble() < faults.delay();
			int seconds = 1 + random.nextInt(LATEST_SECONDS);
			boolean truncate = random.nextDouble() < faults.truncate();
			boolean drop = random.nextDouble() < faults.drop();
			boolean duplicate = random.nextDouble() < faults.duplicate();
			boolean resend = random.nextDouble() < faults.resend();
			Transmission next = reorder ? next(transmissions, i) : null;
			Transmission way = (next != null) ? each.at(next.after().plusMillis(1)) : each;
			way = delay ? way.at(way.after().plusSeconds(seconds)) : way;
			way = truncate ? way.cut() : way;
			if (!drop) {
				sent.add(way);
			}
			if (duplicate) {
				sent.add(way);
			}
			if (resend) {
				sent.add(each.at(way.after().plus(RESENT_AFTER)));
			}
		}
		sent.sort(Comparator.comparing(Transmission::after));
		return List.copyOf(sent);
	}

	/** The next transmission of the same call. */
	private static @Nullable Transmission next(List<Transmission> transmissions, int place) {
		Object call = transmissions.get(place).event().get("root_call_id");
		for (Transmission later : transmissions.subList(place + 1, transmissions.size())) {
			if (call != null && call.equals(later.event().get("root_call_id"))) {
				return later;
			}
		}
		return null;
	}

	/** Cuts a body so that it is not JSON any more. */
	static byte[] cut(byte[] body) {
		return Arrays.copyOf(body, body.length / 2);
	}

}
