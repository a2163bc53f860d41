package io.switchboard.failure;

import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the parts of a delivery that are done and must not be repeated by later
 * attempts, such as the recipients that took a mail. They are stored with the failed
 * attempt, until the delivery is delivered.
 */
public final class Done {

	private static final String PROPERTY = "SwitchboardDone";

	private final Set<String> before;

	private final Set<String> now = new LinkedHashSet<>();

	private Done(Set<String> before) {
		this.before = before;
	}

	public static void begin(Exchange exchange, Set<String> before) {
		exchange.setProperty(PROPERTY, new Done(before));
	}

	/** The parts that this attempt has done. */
	public static Set<String> now(Exchange exchange) {
		Done done = of(exchange);
		return (done != null) ? done.now : Set.of();
	}

	/**
	 * Whether a part was done, in this attempt or before.
	 * @param exchange the exchange of an attempt, or another
	 * @param what a short name without line breaks
	 * @return false also if the exchange is of no attempt
	 */
	public static boolean contains(Exchange exchange, String what) {
		Done done = of(exchange);
		return done != null && (done.before.contains(what) || done.now.contains(what));
	}

	/**
	 * Marks a part as done.
	 * @param exchange the exchange of an attempt; ignored if it is of none
	 * @param what a short name without line breaks
	 */
	public static void add(Exchange exchange, String what) {
		Done done = of(exchange);
		if (done != null) {
			done.now.add(what);
		}
	}

	private static @Nullable Done of(Exchange exchange) {
		return exchange.getProperty(PROPERTY, Done.class);
	}

}
