package io.switchboard.alerts;

/** Where messages go, past all routes. */
interface AlertChannel {

	/** What it is called in settings and console. */
	String name();

	/** What it speaks, such as {@code mail}. */
	String kind();

	/**
	 * Sends it now.
	 * @param message what goes out
	 * @throws Exception if it was not taken; the message is one sentence without secrets,
	 * or only the exception's kind may be told
	 */
	void send(Message message) throws Exception;

}
