package io.switchboard.console.pages;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something has changed, once a second at most, and now and then
 * that we are still there. It says no more: pages fetch what they show. While no page is
 * open, nothing runs.
 */
@Component
class LiveStream implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

	static final int MOST = 200;

	private static final Duration PACE = Duration.ofSeconds(1);

	private static final int ROUNDS_PER_HEARTBEAT = 15;

	/** A browser comes back by itself. */
	private static final Duration LONGEST = Duration.ofMinutes(30);

	private final Snapshots snapshots;

	private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();

	private @Nullable ScheduledExecutorService thread;

	private Snapshot told = Snapshot.NOTHING;

	private int quietRounds;

	private boolean running;

	LiveStream(Snapshots snapshots) {
		this.snapshots = snapshots;
	}

	/** A page begins to listen; null if too many do. */
	synchronized @Nullable SseEmitter listen() {
		if (!this.running || this.pages.size() >= MOST) {
			return null;
		}
		SseEmitter page = new SseEmitter(LONGEST.toMillis());
		page.onCompletion(() -> leave(page));
		page.onTimeout(page::complete);
		page.onError((failure) -> leave(page));
		this.pages.add(page);
		// so that the browser knows at once that we are there
		tick(page);
		if (this.thread == null) {
			CustomizableThreadFactory threads = new CustomizableThreadFactory("console-live-");
			threads.setDaemon(true);
			this.thread = Executors.newSingleThreadScheduledExecutor(threads);
			this.thread.scheduleWithFixedDelay(this::round, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
		}
		return page;
	}

	private synchronized void leave(SseEmitter page) {
		this.pages.remove(page);
		if (this.pages.isEmpty()) {
			stopThread();
		}
	}

	private void stopThread() {
		if (this.thread != null) {
			this.thread.shutdown();
			this.thread = null;
		}
	}

	/** Must not throw: a scheduled task that throws is never run again. */
	private void round() {
		try {
			Snapshot now = this.snapshots.current();
			if (!now.equals(this.told) || ++this.quietRounds >= ROUNDS_PER_HEARTBEAT) {
				this.told = now;
				this.quietRounds = 0;
				this.pages.forEach(LiveStream::tick);
			}
		}
		catch (RuntimeException ex) {
			log.debug("open pages are not told of changes, trying again", ex);
		}
	}

	private static void tick(SseEmitter page) {
		try {
			page.send(SseEmitter.event().name("tick").data(""));
		}
		catch (IOException | IllegalStateException ex) {
			// it has gone, and the container says so to onError
			log.trace("a page has gone", ex);
		}
	}

	int listening() {
		return this.pages.size();
	}

	@Override
	public synchronized void start() {
		this.running = true;
	}

	/** Once a balancer knows that we stop: the pages will come back elsewhere. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 1;
	}

	/** Before the web server waits for the requests that are under way. */
	@Override
	public void stop() {
		synchronized (this) {
			this.running = false;
			stopThread();
		}
		this.pages.forEach(SseEmitter::complete);
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

}
