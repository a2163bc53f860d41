package io.switchboard.routes.dryrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.switchboard.answers.Answer;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.Event;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.dryrun.Comparison.Difference;
import io.switchboard.routes.reload.RouteRevisions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Tries an event in both states of the folder. A route that was not edited has the same
 * effects in both, and is not run.
 */
final class TwoStates {

	private final Trial now;

	private final Trial edited;

	private final RouteRevisions oldRevisions;

	private final RouteRevisions newRevisions;

	private final Set<String> files;

	private final Differences differences;

	private final Map<String, List<String>> java = new ConcurrentHashMap<>();

	private final Map<String, Boolean> same = new ConcurrentHashMap<>();

	TwoStates(Trial now, RoutesText text, Trial edited, RoutesText editedText, Differences differences) {
		this.now = now;
		this.edited = edited;
		this.oldRevisions = new RouteRevisions(text);
		this.newRevisions = new RouteRevisions(editedText);
		this.files = editedText.changes(text);
		this.differences = differences;
	}

	/** The decision of the switchboard: routes, or a failure. */
	private record Decision(Set<String> routes, List<Effect> failure) {

		static Decision of(Trial trial, Event event) {
			try {
				return new Decision(trial.decide(event), List.of());
			}
			catch (Exception ex) {
				return new Decision(Set.of(), List.of(Effect.failure(ex)));
			}
		}

	}

	/**
	 * Tries one.
	 * @param answered what was recorded when it was delivered, by route
	 */
	void compare(Event stored, Map<String, List<Answer>> answered) {
		Event event = this.now.read(stored);
		Decision old = Decision.of(this.now, event);
		Decision edited = isSame(RouteNames.SWITCHBOARD) ? old : Decision.of(this.edited, event);
		boolean differs = tell(event, RouteNames.SWITCHBOARD, old.failure, edited.failure);
		Set<String> all = new TreeSet<>(old.routes);
		all.addAll(edited.routes);
		for (String route : all) {
			if (!edited.routes.contains(route)) {
				differs = true;
				this.differences.delivery(event, route, Comparison.VANISHES, effects(this.now, event, route, answered));
			}
			else if (!old.routes.contains(route)) {
				differs = true;
				this.differences.delivery(event, route, Comparison.APPEARS,
						effects(this.edited, event, route, answered));
			}
			else if (!isSame(route)) {
				differs |= differs(event, route, answered);
			}
		}
		if (differs) {
			this.differences.event();
		}
	}

	private boolean differs(Event event, String route, Map<String, List<Answer>> answered) {
		List<Effect> before = effects(this.now, event, route, answered);
		List<Effect> after = effects(this.edited, event, route, answered);
		if (!before.equals(after)) {
			// values that depend on the clock may have changed in between
			before = effects(this.now, event, route, answered);
			after = effects(this.edited, event, route, answered);
		}
		return tell(event, route, before, after);
	}

	private List<Effect> effects(Trial trial, Event event, String route, Map<String, List<Answer>> answered) {
		String file = trial.file(route);
		RouteRevisions revisions = (trial == this.now) ? this.oldRevisions : this.newRevisions;
		this.java.computeIfAbsent(file,
				(each) -> revisions.files(each).keySet().stream().filter((name) -> name.endsWith(".java")).toList());
		return trial.effects(event, route, GivenAnswers.recorded(route, answered));
	}

	/** Files in Java whose routes were run, sorted. */
	List<String> java() {
		return this.java.values().stream().flatMap(List::stream).distinct().sorted().toList();
	}

	private boolean tell(Event event, String route, List<Effect> before, List<Effect> after) {
		List<Difference> differences = Comparison.between(before, after);
		differences.forEach((each) -> this.differences.effect(event, route, each));
		return !differences.isEmpty();
	}

	/** Ignores comments and line breaks in YAML. */
	private static boolean isSame(Map<String, String> old, Map<String, String> edited) {
		return old.keySet().equals(edited.keySet()) && old.entrySet().stream().allMatch((each) -> {
			String other = String.valueOf(edited.get(each.getKey()));
			return each.getValue().equals(other)
					|| (each.getKey().endsWith(".yaml") && yaml(each.getValue()).equals(yaml(other)));
		});
	}

	private static Object yaml(String text) {
		List<Object> documents = new ArrayList<>();
		new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text).forEach(documents::add);
		return documents;
	}

	private boolean isSame(String route) {
		return this.same.computeIfAbsent(route, (name) -> {
			String file = this.now.file(name);
			if (file.isEmpty() && this.edited.file(name).isEmpty()) {
				// a route in Java may use any kamelet
				return this.files.stream().noneMatch((each) -> each.contains("/"));
			}
			return file.equals(this.edited.file(name))
					&& isSame(this.oldRevisions.files(file), this.newRevisions.files(file));
		});
	}

}
