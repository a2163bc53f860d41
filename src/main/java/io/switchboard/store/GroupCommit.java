package io.switchboard.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue with one writer. While the writer commits a batch, the next one
 * gathers. It never waits for more items.
 *
 * @param <T> what is written
 */
public final class GroupCommit<T> implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

	private static final Object END = new Object();

	/** Items, and {@link #END}. */
	private final BlockingQueue<Object> queue;

	private final int maxBatch;

	private final Consumer<List<T>> writer;

	private final Thread thread;

	private volatile boolean closed;

	/**
	 * Starts the writer.
	 * @param name the thread's name
	 * @param capacity how many may wait
	 * @param maxBatch how many are written at once, at most
	 * @param writer writes a batch, and itself deals with a failure
	 */
	public GroupCommit(String name, int capacity, int maxBatch, Consumer<List<T>> writer) {
		this.queue = new ArrayBlockingQueue<>(capacity);
		this.maxBatch = maxBatch;
		this.writer = writer;
		this.thread = new Thread(this::run, name);
		this.thread.start();
	}

	/**
	 * Queues an item, unless too many wait or the writer is closed.
	 * @param item what to write
	 * @return false if it was not taken
	 */
	public boolean offer(T item) {
		return !this.closed && this.queue.offer(item);
	}

	/**
	 * Queues an item, waiting for room; an interrupt waits too.
	 * @param item what to write
	 * @return false if the writer is closed and the item was not taken
	 */
	public boolean put(T item) {
		boolean interrupted = false;
		try {
			while (!this.closed) {
				try {
					if (this.queue.offer(item, 100, TimeUnit.MILLISECONDS)) {
						return true;
					}
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
			return false;
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * How many wait now.
	 * @return a number from 0
	 */
	public int waiting() {
		return this.queue.size();
	}

	private void run() {
		List<Object> waiting = new ArrayList<>(this.maxBatch);
		while (!this.closed || !this.queue.isEmpty()) {
			List<T> batch = List.of();
			try {
				// waits without a timeout, so that an idle writer costs nothing
				waiting.add(this.queue.take());
				this.queue.drainTo(waiting, this.maxBatch - 1);
				batch = items(waiting);
				if (!batch.isEmpty()) {
					this.writer.accept(batch);
				}
			}
			catch (InterruptedException ex) {
				this.closed = true;
			}
			catch (RuntimeException | Error ex) {
				log.error("{}: a batch of {} was not written", this.thread.getName(), batch.size(), ex);
			}
			finally {
				waiting.clear();
			}
		}
	}

	@SuppressWarnings("unchecked")
	private List<T> items(List<Object> waiting) {
		List<T> items = new ArrayList<>(waiting.size());
		waiting.stream().filter((each) -> each != END).forEach((each) -> items.add((T) each));
		return items;
	}

	/** Writes the waiting items, and ends. */
	@Override
	public void close() {
		this.closed = true;
		// if the queue is full, the writer wakes up anyway
		this.queue.offer(END);
		try {
			this.thread.join(TimeUnit.SECONDS.toMillis(20));
			List<Object> waiting = new ArrayList<>();
			this.queue.drainTo(waiting);
			List<T> late = items(waiting);
			if (!late.isEmpty()) {
				this.writer.accept(late);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
