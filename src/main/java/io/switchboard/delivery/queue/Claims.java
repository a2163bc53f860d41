package io.switchboard.delivery.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.RouteNames;

/**
 * The deliveries of one commit that channels claim. They claim before the commit, because
 * a refill may see the rows before this process knows of the commit.
 */
final class Claims {

	private final Channels channels;

	private final Consumer<Channel> refill;

	private final Map<Channel, Intake.Claim> claims = new LinkedHashMap<>();

	private final Set<String> routes = new TreeSet<>();

	/** {@code refill} gets the channels for which more waits in the table. */
	Claims(Channels channels, Collection<Delivery> planned, Consumer<Channel> refill) {
		this.channels = channels;
		this.refill = refill;
		byRoute(planned).forEach((route, deliveries) -> {
			Channel channel = channels.get(route);
			this.routes.add(route);
			if (channel != null) {
				this.claims.put(channel, channel.claim(deliveries));
			}
		});
	}

	private static Map<String, List<Delivery>> byRoute(Collection<Delivery> deliveries) {
		Map<String, List<Delivery>> byRoute = new HashMap<>();
		deliveries.forEach(
				(delivery) -> byRoute.computeIfAbsent(delivery.route(), (route) -> new ArrayList<>()).add(delivery));
		return byRoute;
	}

	/** These deliveries are durable. A planned one that is missing here was not filed. */
	void committed(Collection<Delivery> filed) {
		Map<String, List<Delivery>> byRoute = byRoute(filed);
		this.routes.addAll(byRoute.keySet());
		for (String route : this.routes) {
			Channel channel = this.channels.get(route);
			if (channel != null && channel.commit(this.claims.getOrDefault(channel, Intake.Claim.NOTHING),
					byRoute.getOrDefault(route, List.of()))) {
				this.refill.accept(channel);
			}
		}
	}

	/**
	 * Nothing was filed, as far as we know. If it was, an event whose call waits for the
	 * switchboard was filed there, and not for its own routes.
	 */
	void rolledBack() {
		this.claims.forEach(Channel::rollBack);
		Channel switchboard = this.channels.get(RouteNames.SWITCHBOARD);
		if (switchboard != null) {
			switchboard.expectMore();
		}
	}

}
