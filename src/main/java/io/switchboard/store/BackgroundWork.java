package io.switchboard.store;

import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;

/** A bean with a job in the background: the job starts and stops as the bean does. */
public interface BackgroundWork extends SmartLifecycle {

	/**
	 * The job of this bean.
	 * @return a {@link PacedJob}, a {@link LedJob} or {@link OldRows}; always the same
	 */
	Lifecycle job();

	@Override
	default void start() {
		job().start();
	}

	@Override
	default void stop() {
		job().stop();
	}

	@Override
	default boolean isRunning() {
		return job().isRunning();
	}

}
