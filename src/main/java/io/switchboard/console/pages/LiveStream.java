package io.switchboard.console.pages;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.switchboard.platformhttp.OpenStreams;
import io.switchboard.routes.reload.ReloadState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something has changed, once a second at most, and now and then
 * that Switchboard is still there. Pages then fetch their parts anew. While no page is
 * open, nothing runs.
 * <p>
 * Tomcat does not tell when a browser has gone: only a write to it fails, perhaps only
 * the second one. So each stream gets a line every few seconds, and ends when that fails.
 */
@Component
class LiveStream extends OpenStreams {

	private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

	static final int MOST = 200;

	private static final Duration PACE = Duration.ofSeconds(1);

	/**
	 * By then the request's own thread has left the stream. A failure on that thread, if
	 * the browser has gone, would leave the request open for ever.
	 */
	private static final Duration BEGIN = Duration.ofMillis(100);

	/**
	 * After this many rounds without a message, a comment is written that pages do not
	 * see.
	 */
	private static final int ROUNDS_PER_HEARTBEAT = 5;

	/** After this many rounds without a change, pages look once more. */
	private static final int ROUNDS_PER_TICK = 15;

	/** A browser comes back by itself. */
	private static final Duration LONGEST = Duration.ofMinutes(30);

	private final Supplier<Snapshot> snapshots;

	private final Duration pace;

	private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();

	/** The pages to which something was written. */
	private final Set<SseEmitter> begun = ConcurrentHashMap.newKeySet();

	private Snapshot told = Snapshot.NOTHING;

	private int quietRounds;

	@Autowired
	LiveStream(Snapshots snapshots) {
		this(snapshots::current, PACE);
	}

	LiveStream(Supplier<Snapshot> snapshots, Duration pace) {
		super("console-live-");
		this.snapshots = snapshots;
		this.pace = pace;
	}

	/** Opens a stream for a page; null if there are too many. */
	synchronized @Nullable SseEmitter listen() {
		if (!isRunning() || this.pages.size() >= MOST) {
			return null;
		}
		SseEmitter page = new SseEmitter(LONGEST.toMillis());
		page.onCompletion(() -> leave(page));
		page.onTimeout(page::complete);
		page.onError((failure) -> leave(page));
		this.pages.add(page);
		clock().schedule(() -> begin(page), BEGIN.toMillis(), TimeUnit.MILLISECONDS);
		return page;
	}

	@Override
	protected void begin(ScheduledExecutorService clock) {
		clock.scheduleWithFixedDelay(this::round, 0, this.pace.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Writes the first message, so that the browser knows that the stream is open. */
	private void begin(SseEmitter page) {
		if (this.pages.contains(page)) {
			this.begun.add(page);
			tick(page);
		}
	}

	private synchronized void leave(SseEmitter page) {
		this.pages.remove(page);
		this.begun.remove(page);
		if (this.pages.isEmpty()) {
			stopClock();
		}
	}

	/** Must not throw: a scheduled task that throws is never run again. */
	private void round() {
		boolean changed = hasChanged();
		this.quietRounds = changed ? 0 : this.quietRounds + 1;
		if (changed || this.quietRounds >= ROUNDS_PER_TICK) {
			this.quietRounds = 0;
			this.begun.forEach(this::tick);
		}
		else if (this.quietRounds % ROUNDS_PER_HEARTBEAT == 0) {
			this.begun.forEach((page) -> send(page, SseEmitter.event().comment("still here")));
		}
	}

	private boolean hasChanged() {
		try {
			Snapshot now = this.snapshots.get();
			boolean changed = !now.equals(this.told);
			this.told = now;
			return changed;
		}
		catch (RuntimeException ex) {
			log.debug("open pages are not told of changes, trying again", ex);
			return false;
		}
	}

	/** The routes have changed, or a change was refused. */
	@EventListener
	void reloaded(ReloadState state) {
		this.begun.forEach(this::tick);
	}

	private void tick(SseEmitter page) {
		send(page, SseEmitter.event().name("tick").data(""));
	}

	private void send(SseEmitter page, SseEmitter.SseEventBuilder event) {
		try {
			page.send(event);
		}
		catch (IOException | IllegalStateException ex) {
			// the container calls onError, but not for a page that left before it began
			log.trace("a page was closed", ex);
			leave(page);
		}
	}

	int listening() {
		return this.pages.size();
	}

	@Override
	protected void endAll() {
		this.pages.forEach(SseEmitter::complete);
		// a stream that has not begun does not report its end
		this.pages.clear();
		this.begun.clear();
	}

}
