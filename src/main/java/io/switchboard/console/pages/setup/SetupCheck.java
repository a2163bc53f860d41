package io.switchboard.console.pages.setup;

/** Something that Switchboard needs, and how to see that it is there. */
interface SetupCheck {

	/** Its name in a URL. */
	String id();

	/** Its name for people. */
	String label();

	/** What to do when it fails, with the setting. */
	String todo();

	/**
	 * Tries it. Nothing is sent or changed.
	 * @return what was found
	 * @throws Exception if it fails, with one readable sentence and no secret
	 */
	Found run() throws Exception;

}
