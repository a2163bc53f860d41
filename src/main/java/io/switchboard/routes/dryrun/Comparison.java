package io.switchboard.routes.dryrun;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The difference between the present effects of a route and those after an edit. */
final class Comparison {

	static final String APPEARS = "appears";

	static final String VANISHES = "vanishes";

	static final String DIFFERS = "differs";

	private Comparison() {
	}

	/**
	 * One difference.
	 *
	 * @param before null if there is no effect now
	 * @param after null if there would be none
	 */
	record Difference(Effect.Kind kind, @Nullable Effect before, @Nullable Effect after) {

		String change() {
			return (this.before == null) ? APPEARS : (this.after == null) ? VANISHES : DIFFERS;
		}

		List<FactChange> facts() {
			return (this.before != null && this.after != null) ? FactChange.between(this.before, this.after)
					: List.of();
		}

		List<Effect> effects() {
			return (this.before == null && this.after != null) ? List.of(this.after)
					: (this.after == null && this.before != null) ? List.of(this.before) : List.of();
		}

	}

	/**
	 * Effects of a kind are compared in their order: the first with the first, the second
	 * with the second.
	 */
	static List<Difference> between(List<Effect> before, List<Effect> after) {
		List<Difference> differences = new ArrayList<>();
		if (before.equals(after)) {
			return differences;
		}
		for (Effect.Kind kind : Effect.Kind.values()) {
			List<Effect> old = before.stream().filter((each) -> each.kind() == kind).toList();
			List<Effect> edited = after.stream().filter((each) -> each.kind() == kind).toList();
			for (int i = 0; i < Math.max(old.size(), edited.size()); i++) {
				Effect one = (i < old.size()) ? old.get(i) : null;
				Effect other = (i < edited.size()) ? edited.get(i) : null;
				if (one == null || !one.equals(other)) {
					differences.add(new Difference(kind, one, other));
				}
			}
		}
		return differences;
	}

}
