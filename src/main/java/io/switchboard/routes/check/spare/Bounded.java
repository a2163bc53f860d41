package io.switchboard.routes.check.spare;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.camel.support.LRUCacheFactory;

/** Runs what others wrote, and waits for it only so long. */
final class Bounded {

	/** Who catches an interruption is interrupted again. */
	private static final int INTERRUPTIONS = 20;

	private static final int MILLIS_EACH = 50;

	/** So often as long is waited for what had no turn: it may be in a native call. */
	private static final int TURNS = 4;

	/** In a loop it would have more of a processor than this share of the time. */
	private static final double STARVED = 0.3;

	private final Duration longest;

	private final Predicate<Thread> starved;

	/** What was said of files with this text: each would take as long again. */
	private final Map<String, EndlessException> endless = Collections.synchronizedMap(LRUCacheFactory.newLRUCache(20));

	/** One that waits so long, and longer for what the machine gave no time to run. */
	Bounded(Duration longest) {
		this.longest = longest;
		this.starved = this::isStarved;
	}

	Bounded(Duration longest, Predicate<Thread> starved) {
		this.longest = longest;
		this.starved = starved;
	}

	/** What may fail in any way. */
	@FunctionalInterface
	interface Work {

		void run() throws Exception;

	}

	/** It did not end. */
	static final class EndlessException extends RuntimeException {

		private final int line;

		EndlessException(String message, int line) {
			super(message);
			this.line = line;
		}

		/** Where it was then, in the file; 0 if it was somewhere else. */
		int line() {
			return this.line;
		}

	}

	/**
	 * Runs it in a thread of its own. One that does not end is interrupted, and not run
	 * again.
	 * @param file the name of the file in which it stands
	 * @param text what is in it
	 * @param work what to do
	 * @throws Exception as the work throws it
	 */
	void run(String file, String text, Work work) throws Exception {
		EndlessException before = this.endless.get(text);
		if (before != null) {
			throw new EndlessException(before.getMessage(), before.line());
		}
		FutureTask<Void> task = new FutureTask<>(() -> {
			work.run();
			return null;
		});
		Thread thread = new Thread(task, "routes-check");
		thread.setDaemon(true);
		thread.start();
		try {
			await(task, thread, file, text);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	private void await(FutureTask<Void> task, Thread thread, String file, String text)
			throws InterruptedException, ExecutionException {
		for (int turn = 1;; turn++) {
			try {
				task.get(this.longest.toMillis(), TimeUnit.MILLISECONDS);
				return;
			}
			catch (TimeoutException ex) {
				if (turn == TURNS || !this.starved.test(thread)) {
					int line = line(thread, file);
					EndlessException endless = new EndlessException(
							"configure() of %s does not end: it was waited for for %d seconds%s".formatted(file,
									this.longest.multipliedBy(turn).toSeconds(),
									isEnded(thread) ? "" : ", and it goes on until Switchboard ends"),
							line);
					this.endless.put(text, endless);
					throw endless;
				}
			}
		}
	}

	/** It would run, and others have the processors. */
	private boolean isStarved(Thread thread) {
		long used = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
		return thread.getState() == Thread.State.RUNNABLE && used < this.longest.toNanos() * STARVED;
	}

	private static int line(Thread thread, String file) {
		return Stream.of(thread.getStackTrace())
			.filter((frame) -> file.equals(frame.getFileName()))
			.mapToInt(StackTraceElement::getLineNumber)
			.filter((line) -> line > 0)
			.findFirst()
			.orElse(0);
	}

	private static boolean isEnded(Thread thread) throws InterruptedException {
		for (int i = 0; thread.isAlive() && i < INTERRUPTIONS; i++) {
			thread.interrupt();
			thread.join(MILLIS_EACH);
		}
		return !thread.isAlive();
	}

}
