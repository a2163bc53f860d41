package io.switchboard.texts;

import io.switchboard.voipstudio.api.TextGate;
import org.apache.camel.Exchange;

/** Which text an exchange is about to answer. */
public final class ReplyClaim {

	private static final String PROPERTY = "SwitchboardTextToAnswer";

	private ReplyClaim() {
	}

	/**
	 * Remembers it until the answer is sent.
	 * @param exchange of the delivery
	 * @param text what came in
	 * @param confirmsStop whether the answer goes to somebody who has just said STOP, and
	 * is the last one
	 */
	public static void begin(Exchange exchange, ReceivedText text, boolean confirmsStop) {
		exchange.setProperty(PROPERTY, text);
		TextGate.letAnswer(exchange);
		if (confirmsStop) {
			TextGate.letConfirm(exchange);
		}
	}

	static ReceivedText text(Exchange exchange) {
		return exchange.getProperty(PROPERTY, ReceivedText.class);
	}

}
