package io.switchboard.alerts;

/** A channel for messages, without any route. */
interface AlertChannel {

	/** Its name in settings and console. */
	String name();

	/** Its kind, such as {@code mail}. */
	String kind();

	/**
	 * Sends a message.
	 * @param message the message
	 * @throws Exception if it was not accepted; the message is one sentence without
	 * secrets, or only the exception's kind may be told
	 */
	void send(Message message) throws Exception;

}
