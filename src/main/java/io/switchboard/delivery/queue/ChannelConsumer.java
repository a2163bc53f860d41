package io.switchboard.delivery.queue;

import java.util.Set;

import io.switchboard.answers.Answered;
import io.switchboard.delivery.table.Delivery;
import org.apache.camel.Route;
import org.jspecify.annotations.Nullable;

/** The route that reads from a channel. */
public interface ChannelConsumer {

	/**
	 * The channel's name.
	 * @return never null
	 */
	String channel();

	/**
	 * The route's id.
	 * @return never null
	 */
	public String getRouteId();

	/**
	 * How the channel delivers to this route.
	 * @return never null
	 */
	public ChannelOptions options();

	/**
	 * Whether this route decides where events go.
	 * @return false for every other route
	 */
	public boolean isSwitchboard();

	/**
	 * The digest of the route, which is the same on every node that has the same route.
	 * @return never null
	 */
	public String digest();

	/**
	 * The revision of the files that the route was made from.
	 * @return null for a route of the application itself
	 */
	@Nullable String revision();

	/**
	 * Whether the route is stopping, so that a failure may be caused only by that.
	 * @return false while the route runs
	 */
	public boolean isStopping();

	/**
	 * From now on, another consumer runs the deliveries that this one would have begun.
	 * @param successor the channel's next consumer
	 */
	void succeededBy(ChannelConsumer successor);

	/**
	 * The route, which may be one of any Camel context.
	 * @return never null once it runs
	 */
	Route getRoute();

	/**
	 * Runs one attempt.
	 * @param delivery what to run
	 * @param answered takes what the route is answered
	 * @return the routes decided for where this is the switchboard, else empty
	 * @throws Exception what the route failed with
	 */
	Set<String> run(Delivery delivery, Answered answered) throws Exception;

	/**
	 * Runs one attempt, and drops the answers.
	 * @param delivery what to run
	 * @return the routes decided for where this is the switchboard, else empty
	 * @throws Exception what the route failed with
	 */
	default Set<String> run(Delivery delivery) throws Exception {
		return run(delivery, new Answered());
	}

}
