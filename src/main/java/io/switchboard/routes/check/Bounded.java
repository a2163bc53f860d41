package io.switchboard.routes.check;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs what others wrote, and waits for it only so long. */
final class Bounded {

	private final Duration longest;

	Bounded(Duration longest) {
		this.longest = longest;
	}

	/** What may fail in any way. */
	@FunctionalInterface
	interface Work {

		void run() throws Exception;

	}

	/** It did not end. */
	static final class EndlessException extends RuntimeException {

		EndlessException(String message) {
			super(message);
		}

	}

	/**
	 * Runs it in a thread of its own. One that does not end is interrupted, and left.
	 * @param what who does not end, for people
	 * @param work what to do
	 * @throws Exception as the work throws it
	 */
	void run(String what, Work work) throws Exception {
		FutureTask<Void> task = new FutureTask<>(() -> {
			work.run();
			return null;
		});
		Thread thread = new Thread(task, "routes-check");
		thread.setDaemon(true);
		thread.start();
		try {
			task.get(this.longest.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			thread.interrupt();
			throw new EndlessException(
					"%s does not end: it was waited for for %d seconds".formatted(what, this.longest.toSeconds()));
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

}
