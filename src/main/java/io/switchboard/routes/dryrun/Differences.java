package io.switchboard.routes.dryrun;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.switchboard.inbox.Event;
import io.switchboard.routes.dryrun.Comparison.Difference;
import io.switchboard.routes.dryrun.Report.Example;
import io.switchboard.routes.dryrun.Report.Group;

/** Counts differences, with a few examples of each. Several threads add to it. */
final class Differences {

	private static final int EXAMPLES = 3;

	private final Map<Key, Counted> groups = new ConcurrentHashMap<>();

	private final AtomicLong different = new AtomicLong();

	private record Key(String route, String what, String change) {
	}

	private static final class Counted {

		private long count;

		private final List<Example> examples = new ArrayList<>();

		private synchronized void add(Example example) {
			this.count++;
			if (this.examples.size() < EXAMPLES) {
				this.examples.add(example);
			}
		}

	}

	void event() {
		this.different.incrementAndGet();
	}

	/** A delivery that would be added or removed, and its effects. */
	void delivery(Event event, String route, String change, List<Effect> effects) {
		add(new Key(route, "delivery", change), event, effects, List.of());
	}

	void effect(Event event, String route, Difference difference) {
		add(new Key(route, difference.kind().toString(), difference.change()), event, difference.effects(),
				difference.facts());
	}

	private void add(Key key, Event event, List<Effect> effects, List<FactChange> changes) {
		this.groups.computeIfAbsent(key, (each) -> new Counted())
			.add(new Example(event.id(), event.eventName(), event.receivedAt(), effects, changes));
	}

	long different() {
		return this.different.get();
	}

	List<Group> groups() {
		return this.groups.entrySet()
			.stream()
			.map((each) -> new Group(each.getKey().route(), each.getKey().what(), each.getKey().change(),
					each.getValue().count, List.copyOf(each.getValue().examples)))
			.sorted(Comparator.comparingLong((Group group) -> -group.count())
				.thenComparing(Group::route)
				.thenComparing(Group::what)
				.thenComparing(Group::change))
			.toList();
	}

}
