package io.switchboard.delivery.queue;

import java.time.Duration;

/** Where deliveries are run. */
interface Threads {

	/** Runs one of the workers. */
	void work(Runnable worker);

	/** Reads from the table, one at a time. */
	void read(Runnable reader);

	/** Runs short work after a delay. */
	void after(Duration time, Runnable task);

}
