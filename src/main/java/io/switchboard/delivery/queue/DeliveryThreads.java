package io.switchboard.delivery.queue;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** A thread for each worker of the routes, and one thread that reads the table. */
class DeliveryThreads implements Threads {

	private static final long PATIENCE_SECONDS = 5;

	private final ExecutorService workers = Executors.newCachedThreadPool(new CustomizableThreadFactory("delivery-"));

	private final ScheduledExecutorService reader = scheduler("delivery-read-");

	private final ScheduledExecutorService timer = scheduler("delivery-time-");

	private static ScheduledExecutorService scheduler(String name) {
		return Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory(name));
	}

	@Override
	public void work(Runnable worker) {
		this.workers.execute(worker);
	}

	@Override
	public void read(Runnable reader) {
		if (!this.reader.isShutdown()) {
			this.reader.execute(reader);
		}
	}

	@Override
	public void after(Duration time, Runnable task) {
		if (!this.timer.isShutdown()) {
			this.timer.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	/** Runs a reading again and again. */
	void readEvery(Duration pause, Runnable reader) {
		this.reader.scheduleWithFixedDelay(reader, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Starts no more work, and waits a little for the running work. */
	void stop() throws InterruptedException {
		this.timer.shutdownNow();
		this.reader.shutdownNow();
		this.workers.shutdown();
		if (!this.workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			this.workers.shutdownNow();
			this.workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
	}

}
