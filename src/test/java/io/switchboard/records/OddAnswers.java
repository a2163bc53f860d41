package io.switchboard.records;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.switchboard.Size;
import io.switchboard.failure.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Odd answers of a server to any request of a kamelet, and the verdict on the delivery.
 * Each answer repeats the secret.
 */
final class OddAnswers {

	static final String SECRET = "a-secret-that-nobody-may-read-4711";

	private static final String ECHO = " Authorization: Bearer " + SECRET + ", key=" + SECRET;

	/**
	 * One of them.
	 *
	 * @param verdict null if the delivery is done
	 */
	record Odd(String name, Vendor.Answer answer, @Nullable Verdict verdict) {
	}

	static final List<Odd> ALL = List.of(odd("200 and no JSON", 200, "<b>fine</b>" + ECHO, Verdict.AWAY),
			odd("200 and other JSON", 200, "{\"message\":\"%s\"}".formatted(ECHO), Verdict.AWAY),
			odd("200 and 2 MB", 200, "[\"" + "x".repeat(2_000_000) + "\"]", Verdict.AWAY),
			odd("202 and nothing", 202, "", Verdict.AWAY),
			new Odd("301", new Vendor.Answer(301, "", Map.of("Location", "https://other.example.org/?key=" + SECRET)),
					Verdict.REFUSED),
			odd("400", 400, "{\"message\":\"no such field%s\"}".formatted(ECHO), Verdict.NEVER),
			odd("400 in HTML", 400, "<h1>no</h1>" + ECHO, Verdict.NEVER),
			odd("401", 401, "{\"message\":\"no such key%s\"}".formatted(ECHO), Verdict.SHUT_OUT),
			odd("403", 403, "{\"message\":\"not yours%s\"}".formatted(ECHO), Verdict.REFUSED),
			odd("404", 404, "<h1>Not here</h1>" + ECHO, Verdict.REFUSED),
			odd("409", 409, "{\"message\":\"it exists%s\"}".formatted(ECHO), Verdict.REFUSED),
			odd("422", 422, "{\"message\":\"no such field%s\"}".formatted(ECHO), Verdict.NEVER),
			odd("429", 429, ECHO, Verdict.AWAY),
			new Odd("429 in seconds", new Vendor.Answer(429, ECHO, Map.of("Retry-After", "30")), Verdict.AWAY),
			new Odd("429 until a date",
					new Vendor.Answer(429, ECHO, Map.of("Retry-After", "Fri, 01 Jan 2100 00:00:00 GMT")), Verdict.AWAY),
			odd("500", 500, "NullPointerException" + ECHO, Verdict.UNCLEAR),
			odd("502 in HTML", 502, "<html>Bad Gateway" + ECHO, Verdict.AWAY), odd("503", 503, ECHO, Verdict.AWAY),
			odd("nothing", 0, "", Verdict.UNCLEAR));

	private OddAnswers() {
	}

	/** A share of the answers, different for each place; all of them in a siege. */
	static List<Odd> of(Object... place) {
		int every = Size.of(6, 1);
		int first = Math.floorMod(Arrays.toString(place).hashCode(), every);
		return IntStream.range(0, ALL.size()).filter((i) -> i % every == first).mapToObj(ALL::get).toList();
	}

	private static Odd odd(String name, int status, String body, Verdict verdict) {
		return new Odd(name, new Vendor.Answer(status, body), verdict);
	}

}
