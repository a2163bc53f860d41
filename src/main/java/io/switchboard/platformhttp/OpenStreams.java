package io.switchboard.platformhttp;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Streams of server-sent events, with one thread that runs while any is open. At a stop
 * they end before the web server waits for the requests that are under way.
 */
public abstract class OpenStreams implements SmartLifecycle {

	private final String threads;

	private @Nullable ScheduledExecutorService clock;

	private boolean running;

	/**
	 * None is open before {@link #start}.
	 * @param threads what the names of the threads begin with
	 */
	protected OpenStreams(String threads) {
		this.threads = threads;
	}

	/**
	 * The thread that writes to the streams; to be called with the lock of this object.
	 * @return a new one if none runs, for which {@link #begin} is called first
	 */
	protected final ScheduledExecutorService clock() {
		ScheduledExecutorService clock = this.clock;
		if (clock == null) {
			CustomizableThreadFactory names = new CustomizableThreadFactory(this.threads);
			names.setDaemon(true);
			clock = Executors.newSingleThreadScheduledExecutor(names);
			begin(clock);
			this.clock = clock;
		}
		return clock;
	}

	/** No stream is open: the thread ends. To be called with the lock of this object. */
	protected final void stopClock() {
		if (this.clock != null) {
			this.clock.shutdown();
			this.clock = null;
		}
	}

	/**
	 * Schedules what is to be done again and again while any stream is open.
	 * @param clock the thread that does it
	 */
	protected abstract void begin(ScheduledExecutorService clock);

	/** Ends all streams: their clients connect again elsewhere. */
	protected abstract void endAll();

	@Override
	public final synchronized void start() {
		this.running = true;
	}

	/** After the balancer was told of the stop, so that clients come back elsewhere. */
	@Override
	public final int getPhase() {
		return DEFAULT_PHASE - 1;
	}

	@Override
	public final void stop() {
		synchronized (this) {
			this.running = false;
			stopClock();
		}
		endAll();
	}

	@Override
	public final synchronized boolean isRunning() {
		return this.running;
	}

}
