package io.switchboard.delivery.table;

import java.util.Set;

/** The names of the two routes that the platform itself knows. */
public final class RouteNames {

	/** The channel on which the inbox files every event that is not decided yet. */
	public static final String SWITCHBOARD = "switchboard";

	/** The route of an event for which no rule is true. */
	public static final String UNROUTED = "unrouted";

	private RouteNames() {
	}

	/**
	 * Adds {@code unrouted} if no rule was true, and removes it if any other route was
	 * named.
	 * @param decided what the rules said; it is changed
	 * @return the same set, with at least one name
	 */
	public static Set<String> orUnrouted(Set<String> decided) {
		if (decided.isEmpty()) {
			decided.add(UNROUTED);
		}
		else if (decided.size() > 1) {
			decided.remove(UNROUTED);
		}
		return decided;
	}

}
