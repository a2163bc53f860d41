package io.switchboard.delivery.table;

/** The names of the two routes that the platform itself knows. */
public final class RouteNames {

	/** The channel on which the inbox files every event that is not decided yet. */
	public static final String SWITCHBOARD = "switchboard";

	/** Where an event goes that the switchboard sends nowhere. */
	public static final String UNROUTED = "unrouted";

	private RouteNames() {
	}

}
