package io.switchboard.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.switchboard.simulator.account.EventBodies;
import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.wire.AnswerCounts;
import io.switchboard.simulator.wire.Notification;
import io.switchboard.simulator.wire.Transmission;
import org.jspecify.annotations.Nullable;

/** The run of one plan. */
public class Play {

	private final String id;

	private final Plan plan;

	private final PlayOptions options;

	private final Instant startedAt = Instant.now();

	private List<Step> steps;

	private final Map<Long, Long> rootOfLeg = new LinkedHashMap<>();

	private final Set<Long> recorded = new HashSet<>();

	private final Set<Long> cancelled = new HashSet<>();

	private final Set<Object> happened = new HashSet<>();

	private final Set<Long> begun = new LinkedHashSet<>();

	private final AnswerCounts answers = new AnswerCounts();

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	private int next;

	private boolean stopped;

	/**
	 * A step: an event, or a request to a webhook.
	 *
	 * @param due when
	 * @param occurrence the event, or null
	 * @param transmission the request, or null
	 */
	record Step(Duration due, @Nullable Occurrence occurrence, @Nullable Transmission transmission) {

		private Map<String, Object> event() {
			if (this.occurrence != null) {
				return this.occurrence.event();
			}
			return (this.transmission != null) ? this.transmission.event() : Map.of();
		}

	}

	Play(String id, Plan plan, PlayOptions options) {
		this.id = id;
		this.plan = plan;
		this.options = options;
		List<Step> all = new ArrayList<>();
		plan.occurrences().forEach((each) -> all.add(new Step(scaled(each.after()), each, null)));
		plan.transmissions().forEach((each) -> all.add(new Step(scaled(each.after()), null, each)));
		all.sort(Comparator.comparing(Step::due));
		this.steps = List.copyOf(all);
		for (Occurrence each : plan.occurrences()) {
			Long leg = EventBodies.call(each.event());
			Long root = EventBodies.root(each.event());
			if (leg != null && root != null) {
				this.rootOfLeg.putIfAbsent(leg, root);
			}
			if (leg != null && each.recorded()) {
				this.recorded.add(leg);
			}
		}
	}

	/**
	 * An event comes before its request, because the sort keeps the order of equal times.
	 */
	private Duration scaled(Duration after) {
		return (this.options.speed() > 0) ? Duration.ofNanos((long) (after.toNanos() / this.options.speed()))
				: Duration.ZERO;
	}

	String id() {
		return this.id;
	}

	public Flavour flavour() {
		return this.options.flavour();
	}

	Plan plan() {
		return this.plan;
	}

	/** The real calls in it, in the order in which they begin. */
	public Set<Long> calls() {
		return new LinkedHashSet<>(this.rootOfLeg.values());
	}

	/** The outcome of each call, if its scenario has one. */
	private Map<String, String> outcomes() {
		Map<String, String> outcomes = new LinkedHashMap<>();
		for (Occurrence each : this.plan.occurrences()) {
			Long root = EventBodies.root(each.event());
			if (root != null && each.outcome() != null) {
				outcomes.put(root.toString(), each.outcome());
			}
		}
		return outcomes;
	}

	synchronized Duration length() {
		return this.steps.isEmpty() ? Duration.ZERO : this.steps.get(this.steps.size() - 1).due();
	}

	public boolean records(long leg) {
		return this.recorded.contains(leg);
	}

	/** How long until the next step; null after the last one. */
	synchronized @Nullable Duration untilNext() {
		return (this.next < this.steps.size())
				? this.steps.get(this.next).due().minus(Duration.between(this.startedAt, Instant.now())) : null;
	}

	/** The next step, or null if it is cancelled or the play was stopped meanwhile. */
	synchronized @Nullable Step take() {
		if (this.next == this.steps.size()) {
			return null;
		}
		Step step = this.steps.get(this.next++);
		Object event = step.event().get("id");
		if (!this.happened.contains(event) && isCancelled(step.event())) {
			return null;
		}
		if (step.occurrence() != null && event != null) {
			this.happened.add(event);
			Long leg = EventBodies.call(step.event());
			Long root = (leg != null) ? this.rootOfLeg.get(leg) : null;
			if (root != null) {
				this.begun.add(root);
			}
		}
		return step;
	}

	private boolean isCancelled(Map<String, Object> event) {
		Long leg = EventBodies.call(event);
		Long root = (leg != null) ? this.rootOfLeg.get(leg) : null;
		return root != null && this.cancelled.contains(root);
	}

	/** Cancels the remaining steps of a call. Past events are still sent. */
	public synchronized void cancel(long root) {
		this.cancelled.add(root);
	}

	/** Cancels all remaining steps. Past events are still sent. */
	public synchronized void stop() {
		List<Step> left = new ArrayList<>(this.steps.subList(0, this.next));
		for (Step step : this.steps.subList(this.next, this.steps.size())) {
			if (step.transmission() != null && this.happened.contains(step.event().get("id"))) {
				left.add(step);
			}
		}
		this.stopped = left.size() < this.steps.size();
		this.steps = List.copyOf(left);
	}

	void sent(int number) {
		this.sent.addAndGet(number);
	}

	void answered(Notification notification) {
		Integer status = notification.status();
		boolean well = status != null && status >= 200 && status <= 299;
		(well ? this.answered : this.failed).incrementAndGet();
		this.answers.add(notification);
	}

	private boolean isEnded() {
		return this.next == this.steps.size() && this.answered.get() + this.failed.get() >= this.sent.get();
	}

	/** The state for the rest of the program. */
	public synchronized PlayState progress() {
		String ended = this.stopped ? "stopped" : "ended";
		return new PlayState(this.id, this.plan.scenario(), this.startedAt, isEnded() ? ended : "playing",
				this.plan.occurrences().size(), this.happened.size(), this.sent.get(), this.answers.byAnswer(),
				List.copyOf(this.begun));
	}

	/** The state for {@code /simulator/plays}. */
	public synchronized Map<String, Object> state() {
		Map<String, Object> state = new LinkedHashMap<>();
		state.put("play", this.id);
		state.put("scenario", this.plan.scenario());
		state.put("state", isEnded() ? "ended" : "playing");
		state.put("started_at", this.startedAt);
		state.put("calls", calls());
		state.put("outcomes", outcomes());
		state.put("events", this.plan.occurrences().size());
		state.put("happened", this.happened.size());
		state.put("transmissions", this.plan.transmissions().size());
		state.put("sent", this.sent.get());
		state.put("answered_2xx", this.answered.get());
		state.put("failed", this.failed.get());
		state.put("length_seconds", length().toMillis() / 1000.0);
		return state;
	}

}
