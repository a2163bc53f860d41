package io.switchboard.console.pages.setup;

/** A check of something that Switchboard needs. */
interface SetupCheck {

	/** Its name in a URL. */
	String id();

	/** Its name for people. */
	String label();

	/** What to do when it fails, with the setting. */
	String todo();

	/**
	 * Runs the check. It sends and changes nothing.
	 * @return the result
	 * @throws Exception if it fails, with one readable sentence and no secret
	 */
	Found run() throws Exception;

}
