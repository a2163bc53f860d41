package io.switchboard;

/** A whole Switchboard with a port of its own, wherever it runs. */
interface RunningSwitchboard extends AutoCloseable {

	int port();

	/** Whether it still runs. */
	boolean isAlive();

	String output();

	@Override
	void close();

}
