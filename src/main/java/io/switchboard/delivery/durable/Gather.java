package io.switchboard.delivery.durable;

import java.time.Duration;
import java.util.Objects;

import io.switchboard.text.WrittenTime;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.jspecify.annotations.Nullable;

/**
 * The options {@code gather} and {@code gatherBy} of a channel.
 *
 * @param window how long the first delivery waits for others
 * @param by gives the value that deliveries must share to be gathered; null to gather all
 * of the route
 */
public record Gather(Duration window, @Nullable Expression by) {

	private static final Duration LEAST = Duration.ofSeconds(1);

	private static final Duration MOST = Duration.ofDays(7);

	/**
	 * Reads them.
	 * @param window such as {@code 10m}
	 * @param by a variable's name or a Simple expression, or null
	 * @param camel knows Simple
	 * @return never null
	 * @throws IllegalArgumentException if one of them cannot be read
	 */
	public static Gather of(String window, @Nullable String by, CamelContext camel) {
		Expression expression = null;
		if (by != null && !by.isBlank()) {
			String text = isVariable(by) ? "${variable." + by.strip() + "}" : by;
			expression = camel.resolveLanguage("simple").createExpression(text);
			expression.init(camel);
		}
		return new Gather(window(window), expression);
	}

	/**
	 * How long a window is.
	 * @param text such as {@code 10m}
	 * @return from a second to seven days
	 * @throws IllegalArgumentException if it is anything else
	 */
	public static Duration window(String text) {
		Duration window = WrittenTime.parse(text);
		if (window.compareTo(LEAST) < 0 || window.compareTo(MOST) > 0) {
			throw new IllegalArgumentException("it is not from 1s to 7d");
		}
		return window;
	}

	/**
	 * Whether {@code gatherBy} is the name of a variable.
	 * @param by the text of the option
	 * @return false if it is an expression
	 */
	public static boolean isVariable(String by) {
		return by.strip().matches("[A-Za-z][A-Za-z0-9_]*");
	}

	/**
	 * The value that this event has.
	 * @param exchange as the route would get the event alone
	 * @return empty where the event has none
	 */
	public String key(Exchange exchange) {
		return (this.by != null) ? Objects.requireNonNullElse(this.by.evaluate(exchange, String.class), "") : "";
	}

}
