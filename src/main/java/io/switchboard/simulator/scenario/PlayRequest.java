package io.switchboard.simulator.scenario;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.wire.Faults;
import org.jspecify.annotations.Nullable;

/** A request to play a scenario, with options as text. */
public final class PlayRequest {

	private static final Set<String> OPTIONS = Set.of("speed", "flavour", "faults", "seed");

	private static final List<String> FAULTS = List.of("duplicate", "reorder", "delay", "drop", "resend", "truncate");

	private static final double FASTEST = 100_000;

	private PlayRequest() {
	}

	/** An IllegalArgumentException says which option is wrong. */
	public static PlayOptions options(Map<String, String> given) {
		for (String name : given.keySet()) {
			if (!OPTIONS.contains(name)) {
				throw new IllegalArgumentException("there is no option '%s'; there are: %s".formatted(name,
						String.join(", ", new TreeSet<>(OPTIONS))));
			}
		}
		return new PlayOptions(number("speed", given.getOrDefault("speed", "1"), FASTEST),
				flavour(given.getOrDefault("flavour", "observed")), faults(given.getOrDefault("faults", "")),
				seed(given.get("seed")), Instant.now());
	}

	private static double number(String name, String text, double most) {
		try {
			double number = Double.parseDouble(text.strip());
			if (number >= 0 && number <= most) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// told below, in one sentence for both
		}
		throw new IllegalArgumentException("%s=%s is not a number from 0 to %.0f".formatted(name, text, most));
	}

	private static Flavour flavour(String text) {
		return Arrays.stream(Flavour.values())
			.filter((each) -> each.name().equalsIgnoreCase(text.strip()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"flavour=%s is neither documented nor observed".formatted(text)));
	}

	private static Faults faults(String text) {
		Map<String, Double> faults = new HashMap<>();
		for (String each : text.isBlank() ? new String[0] : text.split(",")) {
			String[] parts = each.strip().split("=", 2);
			String name = parts[0].toLowerCase(Locale.ROOT);
			if (!FAULTS.contains(name)) {
				throw new IllegalArgumentException(
						"faults: there is no fault '%s'; there are: %s".formatted(name, String.join(", ", FAULTS)));
			}
			faults.put(name, (parts.length == 2) ? number(name, parts[1], 1) : 1.0);
		}
		double[] values = FAULTS.stream().mapToDouble((name) -> faults.getOrDefault(name, 0.0)).toArray();
		return new Faults(values[0], values[1], values[2], values[3], values[4], values[5]);
	}

	private static long seed(@Nullable String text) {
		try {
			return (text != null) ? Long.parseLong(text.strip()) : System.nanoTime();
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("seed=%s is not a whole number".formatted(text), ex);
		}
	}

}
