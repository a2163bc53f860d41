package io.switchboard.routes.check;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.camel.support.LRUCacheFactory;

/** Runs what others wrote, and waits for it only so long. */
final class Bounded {

	/** Who catches an interruption is interrupted again. */
	private static final int INTERRUPTIONS = 20;

	private static final int MILLIS_EACH = 50;

	private final Duration longest;

	/** What was said of files with this text: each would take as long again. */
	private final Map<String, String> endless = Collections.synchronizedMap(LRUCacheFactory.newLRUCache(20));

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
	 * Runs it in a thread of its own. One that does not end is interrupted, and not run
	 * again.
	 * @param what who does not end, for people
	 * @param text the file in which it stands
	 * @param work what to do
	 * @throws Exception as the work throws it
	 */
	void run(String what, String text, Work work) throws Exception {
		String said = this.endless.get(text);
		if (said != null) {
			throw new EndlessException(said);
		}
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
			said = "%s does not end: it was waited for for %d seconds%s".formatted(what, this.longest.toSeconds(),
					isEnded(thread) ? "" : ", and it goes on until Switchboard ends");
			this.endless.put(text, said);
			throw new EndlessException(said);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	private static boolean isEnded(Thread thread) throws InterruptedException {
		for (int i = 0; thread.isAlive() && i < INTERRUPTIONS; i++) {
			thread.interrupt();
			thread.join(MILLIS_EACH);
		}
		return !thread.isAlive();
	}

}
