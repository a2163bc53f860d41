package io.switchboard.delivery.table;

import java.util.Set;

/** The names of the two routes that the platform itself knows. */
public final class RouteNames {

	/** The channel on which the inbox files every event that is not decided yet. */
	public static final String SWITCHBOARD = "switchboard";

	/** Where an event goes that the switchboard sends nowhere. */
	public static final String UNROUTED = "unrouted";

	private RouteNames() {
	}

	/**
	 * Where an event goes at last: what no rule wants is unrouted, and nothing else is,
	 * whatever a rule says.
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
