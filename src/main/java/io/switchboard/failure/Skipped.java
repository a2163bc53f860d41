package io.switchboard.failure;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.jspecify.annotations.Nullable;

/**
 * Notes why an attempt ended well without doing what its route is for. Its delivery is
 * then shown as skipped, with that reason.
 */
public final class Skipped {

	private static final String PROPERTY = "SwitchboardSkipped";

	private boolean sent;

	private @Nullable String condition;

	/** Of the step that runs. It is no step that has sent. */
	private boolean unsentNow;

	private @Nullable String unsent;

	private @Nullable String reason;

	private Skipped() {
	}

	/**
	 * Begins an attempt.
	 * @param exchange that the route gets; copies of it share what is noted
	 */
	public static void begin(Exchange exchange) {
		exchange.setProperty(PROPERTY, new Skipped());
	}

	/**
	 * A step that sends or writes has ended well.
	 * @param exchange of an attempt; ignored if it is of none
	 */
	public static void sent(Exchange exchange) {
		Skipped skipped = of(exchange);
		if (skipped != null) {
			skipped.sent = skipped.sent || !skipped.unsentNow;
			skipped.unsentNow = false;
		}
	}

	/**
	 * The route asks a condition. If it sends nothing from here on, this is the reason.
	 * @param exchange of an attempt; ignored if it is of none
	 * @param condition a sentence
	 */
	public static void asked(Exchange exchange, String condition) {
		Skipped skipped = of(exchange);
		if (skipped != null) {
			skipped.condition = condition;
		}
	}

	/**
	 * A step that would send has not sent on purpose. Others of the route may send.
	 * @param exchange of an attempt; ignored if it is of none
	 * @param reason a sentence
	 */
	public static void unsent(Exchange exchange, String reason) {
		Skipped skipped = of(exchange);
		if (skipped != null) {
			skipped.unsent = reason;
			skipped.unsentNow = true;
		}
	}

	/**
	 * The route ends here on purpose. Within a split only one part ends, and that says
	 * nothing of the others.
	 * @param exchange of an attempt; ignored if it is of none
	 * @param reason a sentence
	 */
	public static void because(Exchange exchange, String reason) {
		Skipped skipped = of(exchange);
		if (skipped != null && exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) == null) {
			skipped.reason = reason;
		}
	}

	/**
	 * Why the attempt did nothing.
	 * @param exchange of an attempt that ended well
	 * @return a sentence, or null if it sent or wrote something
	 */
	public static @Nullable String why(Exchange exchange) {
		Skipped skipped = of(exchange);
		if (skipped == null || skipped.reason != null) {
			return (skipped != null) ? skipped.reason : null;
		}
		if (skipped.sent) {
			return null;
		}
		return (skipped.unsent != null) ? skipped.unsent : skipped.condition;
	}

	private static @Nullable Skipped of(Exchange exchange) {
		return exchange.getProperty(PROPERTY, Skipped.class);
	}

}
