package io.switchboard.screenpop;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.switchboard.inbox.ArrivalBell;
import io.switchboard.inbox.EventFeed;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells listeners what their telephones do, within a fraction of a second. The node that
 * stored an event looks at once. Any other node looks five times in a second while
 * somebody listens. While nobody listens, nothing runs.
 */
@Component
public class Phones implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Phones.class);

	/**
	 * The first event is read at once, and those that follow closely are read together.
	 */
	private static final Duration SPACING = Duration.ofMillis(10);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

	/** A page that is loaded again comes back within this time. */
	private static final Duration LINGER = Duration.ofMinutes(1);

	private final ArrivalBell bell;

	private final PhoneWatch watch;

	private final LookUps lookUps;

	private final Duration pace;

	private final Clock clock = Clock.systemUTC();

	private final Semaphore news = new Semaphore(0);

	private final Runnable rung = this::wake;

	private final Set<PhoneListener> listeners = ConcurrentHashMap.newKeySet();

	/** The listeners that have got all calls once. */
	private final Set<PhoneListener> told = new HashSet<>();

	private final Queue<Runnable> found = new ConcurrentLinkedQueue<>();

	private @Nullable Thread thread;

	private volatile boolean running;

	Phones(Store store, EventFeed events, ArrivalBell bell, Callers callers, PhoneNumbers numbers) {
		this.bell = bell;
		this.watch = new PhoneWatch(events, numbers);
		// only PostgreSQL has other nodes
		this.pace = store.dialect().choose(Duration.ofSeconds(1), Duration.ofMillis(200));
		this.lookUps = new LookUps(callers, (callId, caller) -> {
			this.found.add(() -> this.watch.legs().know(callId, caller).ifPresent(this::tell));
			wake();
		});
	}

	/**
	 * Listens from now on; it is told all calls at its telephones first.
	 * @param listener until it leaves
	 */
	public synchronized void listen(PhoneListener listener) {
		this.listeners.add(listener);
		if (this.thread == null && this.running) {
			this.thread = new Thread(this::run, "phones");
			this.thread.setDaemon(true);
			this.bell.listen(this.rung);
			this.thread.start();
		}
		wake();
	}

	/**
	 * Listens no longer.
	 * @param listener who listened
	 */
	public void leave(PhoneListener listener) {
		this.listeners.remove(listener);
	}

	private void wake() {
		if (this.news.availablePermits() == 0) {
			this.news.release();
		}
	}

	private void run() {
		long alone = System.nanoTime();
		try {
			while (this.running) {
				try {
					round();
					TimeUnit.NANOSECONDS.sleep(SPACING.toNanos());
					this.news.tryAcquire(this.pace.toMillis(), TimeUnit.MILLISECONDS);
				}
				catch (RuntimeException ex) {
					log.debug("telephones are not watched, trying again", ex);
					this.watch.forget();
					TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
				}
				if (!this.listeners.isEmpty()) {
					alone = System.nanoTime();
				}
				else if (System.nanoTime() - alone > LINGER.toNanos() && end()) {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			log.trace("stopped", ex);
		}
	}

	/** Whether really nobody listens any more. */
	private synchronized boolean end() {
		if (!this.listeners.isEmpty()) {
			return false;
		}
		this.bell.leave(this.rung);
		this.thread = null;
		this.watch.forget();
		this.told.clear();
		return true;
	}

	private void round() {
		this.news.drainPermits();
		List<PhoneCall> changed = this.watch.look(this.clock.instant());
		if (changed == null) {
			this.told.clear();
		}
		else {
			changed.forEach(this::tell);
		}
		for (Runnable each = this.found.poll(); each != null; each = this.found.poll()) {
			each.run();
		}
		this.told.retainAll(this.listeners);
		this.listeners.stream().filter(this.told::add).forEach((listener) -> {
			List<PhoneCall> now = this.watch.legs().at(listener.phones());
			listener.now(now);
			now.forEach(this.lookUps::ask);
		});
	}

	private void tell(PhoneCall call) {
		List<PhoneListener> concerned = new ArrayList<>(this.told);
		concerned
			.removeIf((listener) -> !this.listeners.contains(listener) || !listener.phones().contains(call.phone()));
		concerned.forEach((listener) -> listener.changed(call));
		if (!concerned.isEmpty()) {
			this.lookUps.ask(call);
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		this.bell.leave(this.rung);
		if (this.thread != null) {
			this.thread.interrupt();
			this.thread = null;
		}
		this.lookUps.clear();
	}

	/** After the streams, which listen to it until they end. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 2;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
