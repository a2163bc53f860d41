package io.switchboard.voipstudio.api;

import org.apache.camel.Exchange;

/** Knows who gets no text messages. Every text that Switchboard sends asks here. */
public abstract class TextGate {

	private static final String CONFIRMS = "SwitchboardTextConfirmsStop";

	private static final String ANSWERS = "SwitchboardTextAnswers";

	/** Set by the kamelet {@code voipstudio-sms-sink} for each text. */
	private static final String AUTOMATIC = "SwitchboardTextAutomatic";

	/**
	 * Whether a number gets no texts. A text to it is then counted.
	 * @param to the number, in any spelling
	 * @return true if the text must not be sent
	 */
	protected abstract boolean withholds(String to);

	/**
	 * Lets the next text of an exchange out although its number gets no texts: it
	 * confirms a STOP.
	 * @param exchange of the answer to their STOP
	 */
	public static void letConfirm(Exchange exchange) {
		exchange.setProperty(CONFIRMS, true);
	}

	/**
	 * Marks the next text of an exchange as an automatic answer. It does not count as a
	 * call back.
	 * @param exchange of the answer
	 */
	public static void letAnswer(Exchange exchange) {
		exchange.setProperty(ANSWERS, true);
	}

	/** Whether nobody wrote it, by {@link #letAnswer} or by the kamelet's property. */
	static boolean isAutomatic(Exchange exchange) {
		boolean answers = Boolean.TRUE.equals(exchange.removeProperty(ANSWERS));
		return answers || Boolean.parseBoolean(String.valueOf(exchange.getProperty(AUTOMATIC)));
	}

	/** Whether a request is a text to somebody who wants none. */
	boolean isWithheld(Exchange exchange, ApiRequest request) {
		Object to = request.body().get("to");
		return request.startsSomething() && request.path().equals("sms") && to != null
				&& !Boolean.TRUE.equals(exchange.removeProperty(CONFIRMS)) && withholds(to.toString());
	}

}
