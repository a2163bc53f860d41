package io.switchboard.console.picture;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The rules of the switchboard, the routes, and the kamelets of each route.
 *
 * @param cases the rules of the switchboard, and last the case that none of them is true
 * @param routes all that take events, in alphabetical order
 * @param kamelets those that the routes use, in alphabetical order
 */
public record Wiring(List<Case> cases, List<Destination> routes, List<Plug> kamelets) {

	/**
	 * A way by which events come to a route.
	 *
	 * @param id of the case
	 * @param text the event and all conditions, for people
	 * @param on whether the settings let any event go there
	 */
	public record Way(String id, String text, boolean on) {
	}

	/** The ways by which events come to a route. */
	public List<Way> waysTo(String route) {
		return this.cases.stream()
			.flatMap((each) -> each.targets()
				.stream()
				.filter((target) -> target.route().equals(route))
				.map((target) -> new Way(each.id(),
						Stream.of(List.of(each.title()), each.conditions(), target.conditions())
							.flatMap(List::stream)
							.collect(Collectors.joining(", ")),
						each.on() && target.on())))
			.toList();
	}

	/**
	 * The case that brought an event to a route, by its name and context.
	 * @param eventName the event's name, or null
	 * @param contextKind the event's context
	 * @param route the route's id
	 * @return null if no case can have done so, or if one of several did
	 */
	public @Nullable Case caseOf(@Nullable String eventName, String contextKind, String route) {
		List<Case> found = this.cases.stream()
			.filter((each) -> each.mayBe(eventName, contextKind))
			.filter((each) -> each.targets().stream().anyMatch((target) -> target.route().equals(route)))
			.toList();
		return (found.size() == 1) ? found.get(0) : null;
	}

	/** The kamelets of a route. */
	public List<Plug> waysFrom(String route) {
		return this.routes.stream()
			.filter((each) -> each.id().equals(route))
			.flatMap((each) -> each.kamelets().stream())
			.flatMap((name) -> this.kamelets.stream().filter((plug) -> plug.name().equals(name)))
			.toList();
	}

	/**
	 * A rule of the switchboard, or the case that no rule is true.
	 *
	 * @param id the rule's
	 * @param title the event, for people
	 * @param eventNames the events' names; empty for any
	 * @param contextKinds their contexts; empty for any
	 * @param conditions what must be true beside the event, for people
	 * @param on whether the settings let any event be of it
	 * @param targets the routes to which such an event goes
	 */
	public record Case(String id, String title, Set<String> eventNames, Set<String> contextKinds,
			List<String> conditions, boolean on, List<Target> targets) {

		private boolean mayBe(@Nullable String name, String kind) {
			return (this.eventNames.isEmpty() || name != null && this.eventNames.contains(name))
					&& (this.contextKinds.isEmpty() || this.contextKinds.contains(kind));
		}

	}

	/**
	 * One of the routes to which an event of a case goes.
	 *
	 * @param route its id
	 * @param conditions what must be true beside the case, for people
	 * @param on whether the settings let any event go there
	 */
	public record Target(String route, List<String> conditions, boolean on) {
	}

	/**
	 * A route that takes events.
	 *
	 * @param id its id
	 * @param description from its file, or null
	 * @param steps all of them, in order
	 */
	public record Destination(String id, @Nullable String description, List<Step> steps) {

		/** The kamelets that it sends through, each once, in order. */
		public List<String> kamelets() {
			return this.steps.stream().flatMap((step) -> step.kamelets().stream()).distinct().toList();
		}

		/** The step's kamelet, or null if there is no such step or it uses none. */
		public @Nullable String kamelet(String step) {
			return this.steps.stream()
				.filter((each) -> each.id().equals(step))
				.flatMap((each) -> each.kamelets().stream())
				.findFirst()
				.orElse(null);
		}

	}

	/**
	 * A step of a route.
	 *
	 * @param id its id
	 * @param depth how many steps enclose it
	 * @param text what it does, for people
	 * @param kamelets its kamelet, if it has one
	 * @param details such as the parameters of the kamelet
	 */
	public record Step(String id, int depth, String text, List<String> kamelets, String details) {
	}

	/**
	 * A kamelet.
	 *
	 * @param name its name
	 * @param systems the systems that it reaches
	 */
	public record Plug(String name, Set<String> systems) {
	}

}
