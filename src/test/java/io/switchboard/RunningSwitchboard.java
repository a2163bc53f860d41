package io.switchboard;

/** A whole Switchboard with a port of its own, wherever it runs. */
interface RunningSwitchboard extends AutoCloseable {

	int port();

	/** Whether it may still answer. */
	boolean isAlive();

	/** What it has logged. */
	String output();

	@Override
	void close();

}
