package io.switchboard.console.api;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Answers a request once a condition is true, or when its time is over. It holds no
 * thread meanwhile. The number of waiting requests is bounded; further ones are answered
 * at once.
 */
@Component
class Awaited {

	private static final int MOST = 50;

	private static final long PACE_MILLIS = 200;

	private final AtomicInteger waiting = new AtomicInteger();

	private final ScheduledExecutorService thread;

	private volatile boolean stopping;

	Awaited() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("console-awaited-");
		threads.setDaemon(true);
		this.thread = new ScheduledThreadPoolExecutor(1, threads);
	}

	/**
	 * Looks again and again.
	 * @param most how long at most; zero for one look
	 * @param look reads the answer
	 * @param enough whether the answer is final
	 * @param <T> the type of the answer
	 * @return for Spring, which waits for it
	 */
	<T> DeferredResult<T> until(Duration most, Supplier<T> look, Predicate<T> enough) {
		DeferredResult<T> result = new DeferredResult<>(most.toMillis() + Duration.ofMinutes(1).toMillis());
		long end = System.nanoTime() + most.toNanos();
		T now = look.get();
		if (most.isZero() || enough.test(now) || this.waiting.get() >= MOST) {
			result.setResult(now);
			return result;
		}
		this.waiting.incrementAndGet();
		result.onCompletion(this.waiting::decrementAndGet);
		again(result, end, look, enough);
		return result;
	}

	private <T> void again(DeferredResult<T> result, long end, Supplier<T> look, Predicate<T> enough) {
		this.thread.schedule(() -> {
			try {
				T now = look.get();
				if (enough.test(now) || this.stopping || System.nanoTime() - end >= 0) {
					result.setResult(now);
				}
				else if (!result.isSetOrExpired()) {
					again(result, end, look, enough);
				}
			}
			catch (Throwable ex) {
				result.setErrorResult(ex);
			}
		}, PACE_MILLIS, TimeUnit.MILLISECONDS);
	}

	/** Before the web server waits for the requests that are under way. */
	@EventListener
	void closing(ContextClosedEvent event) {
		this.stopping = true;
	}

	@PreDestroy
	void close() {
		this.thread.shutdown();
	}

}
