package io.switchboard.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.switchboard.simulator.account.Account;
import io.switchboard.simulator.account.EventBodies;
import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.wire.NotificationLog;
import io.switchboard.simulator.wire.Notifier;
import io.switchboard.simulator.wire.Transmission;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Runs all plays on one thread, which waits for the next step of any of them. */
@Component
@Profile({ "demo", "simulator" })
public class Player {

	private static final Logger log = LoggerFactory.getLogger(Player.class);

	private static final int KEPT = 1000;

	private final Account account;

	private final Notifier notifier;

	private final NotificationLog notifications;

	private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "simulator");
		thread.setDaemon(true);
		return thread;
	});

	private final LinkedHashMap<String, Play> plays = new LinkedHashMap<>();

	private final LinkedHashMap<Long, Play> playOfCall = new LinkedHashMap<>();

	private int number;

	Player(Account account, Notifier notifier, NotificationLog notifications) {
		this.account = account;
		this.notifier = notifier;
		this.notifications = notifications;
	}

	/** Begins to play. */
	public Play play(Plan plan, PlayOptions options) {
		Play play;
		synchronized (this) {
			play = new Play("play-" + ++this.number, plan, options);
			this.plays.put(play.id(), play);
			for (Long call : play.calls()) {
				this.playOfCall.remove(call);
				this.playOfCall.put(call, play);
			}
			shorten(this.plays, KEPT);
			shorten(this.playOfCall, Account.BOUND);
		}
		plan.occurrences()
			.stream()
			.map(Occurrence::event)
			.filter((event) -> EventBodies.name(event).equals("monitor.audio_ready"))
			.forEach(this.account::announce);
		this.clock.execute(() -> goOn(play));
		return play;
	}

	private static <K> void shorten(LinkedHashMap<K, Play> map, int most) {
		while (map.size() > most) {
			map.remove(map.keySet().iterator().next());
		}
	}

	public synchronized @Nullable Play get(String id) {
		return this.plays.get(id);
	}

	/** The newest first, this many at most. */
	public synchronized List<Play> recent(int most) {
		List<Play> all = new ArrayList<>(this.plays.values());
		Collections.reverse(all);
		return all.subList(0, Math.min(most, all.size()));
	}

	/** The play that a real call is part of, or null. */
	public synchronized @Nullable Play of(long root) {
		return this.playOfCall.get(root);
	}

	private void goOn(Play play) {
		Duration wait = play.untilNext();
		while (wait != null && (wait.isZero() || wait.isNegative())) {
			Play.Step step = play.take();
			if (step != null) {
				run(play, step);
			}
			wait = play.untilNext();
		}
		if (wait != null) {
			this.clock.schedule(() -> goOn(play), wait.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private void run(Play play, Play.Step step) {
		try {
			Occurrence occurrence = step.occurrence();
			if (occurrence != null) {
				happens(occurrence.event(), occurrence.recorded());
			}
			Transmission transmission = step.transmission();
			if (transmission != null) {
				play.sent(this.notifier.send(transmission.event(), transmission.body(), play::answered));
			}
		}
		catch (RuntimeException ex) {
			log.warn("simulator: a step of scenario {} ({}) went wrong and is left out", play.plan().scenario(),
					play.id(), ex);
		}
	}

	private void happens(Map<String, Object> event, boolean recorded) {
		this.notifications.happened(event);
		this.account.happens(event, recorded);
	}

	/** Adds an event outside all plans, and sends it at once. */
	public void happensNow(Map<String, Object> event, boolean recorded, Flavour flavour) {
		happens(event, recorded);
		this.notifier.send(event, EventBodies.body(event, flavour), (notification) -> log
			.debug("simulator: {} was answered {}", notification.eventId(), notification.status()));
	}

	/** Runs work later, on the clock's thread. */
	public void after(Duration delay, Runnable task) {
		this.clock.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	@PreDestroy
	void stop() {
		this.clock.shutdownNow();
	}

}
