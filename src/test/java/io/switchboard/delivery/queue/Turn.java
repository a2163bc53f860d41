package io.switchboard.delivery.queue;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * A thread that runs only when the test says so, up to its next pause. One thread runs at
 * a time, so any order can be played and repeated.
 */
final class Turn {

	private static final Executor THREADS = threads();

	private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

	private final BooleanSupplier killed;

	private final Runnable body;

	private final Semaphore goesOn = new Semaphore(0);

	private final Semaphore pauses = new Semaphore(0);

	private boolean started;

	private boolean ended;

	private @Nullable Throwable failure;

	Turn(BooleanSupplier killed, Runnable body) {
		this.killed = killed;
		this.body = body;
	}

	private static Executor threads() {
		CustomizableThreadFactory factory = new CustomizableThreadFactory("turn-");
		factory.setDaemon(true);
		return Executors.newCachedThreadPool(factory);
	}

	/** Runs it up to its next pause or its end. */
	void goOn() {
		if (!this.started) {
			this.started = true;
			THREADS.execute(this::run);
		}
		else {
			this.goesOn.release();
		}
		this.pauses.acquireUninterruptibly();
		if (this.failure != null) {
			throw new AssertionError("a thread ended badly", this.failure);
		}
	}

	/** Ends it at its pause, as if it had never continued. */
	void end() {
		while (this.started && !this.ended) {
			goOn();
		}
	}

	boolean isEnded() {
		return this.ended;
	}

	private void run() {
		CURRENT.set(this);
		try {
			this.body.run();
		}
		catch (Killed ex) {
			// the test ended it
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
		finally {
			CURRENT.remove();
			this.ended = true;
			this.pauses.release();
		}
	}

	static @Nullable Turn current() {
		return CURRENT.get();
	}

	/** Where others may come in between. */
	static void pause() {
		Turn turn = CURRENT.get();
		if (turn != null) {
			turn.waitForTheNext();
		}
	}

	private void waitForTheNext() {
		if (!this.killed.getAsBoolean()) {
			this.pauses.release();
			this.goesOn.acquireUninterruptibly();
		}
		if (this.killed.getAsBoolean()) {
			throw new Killed();
		}
	}

	/** No exception, so that nobody takes it for a failure of the store. */
	private static final class Killed extends Error {

		private Killed() {
			super("the process is dead", null, false, false);
		}

	}

}
