package io.switchboard.delivery.queue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.switchboard.delivery.table.RouteNames;
import org.jspecify.annotations.Nullable;

/** All channels of this node, and which of them an operator has paused. Thread-safe. */
class Channels {

	private final Map<String, Channel> byName = new ConcurrentHashMap<>();

	private final Function<ChannelConsumer, Channel> creator;

	private volatile Set<String> paused = Set.of();

	/** {@code creator} makes a channel from which no route has read yet. */
	Channels(Function<ChannelConsumer, Channel> creator) {
		this.creator = creator;
	}

	/**
	 * Opens the channel that a route reads from.
	 * @throws IllegalStateException if another route reads from it
	 */
	Channel open(ChannelConsumer consumer) {
		Channel channel = this.byName.computeIfAbsent(consumer.channel(), (name) -> this.creator.apply(consumer));
		if (!channel.open(consumer)) {
			throw new IllegalStateException("durable:%s is read by two routes, %s and %s; a channel has one route"
				.formatted(consumer.channel(), channel.consumer().getRouteId(), consumer.getRouteId()));
		}
		channel.gate().pause(isPaused(consumer.channel()));
		return channel;
	}

	/** Lets a route take over a channel from any other. */
	Channel replace(ChannelConsumer consumer) {
		Channel channel = this.byName.computeIfAbsent(consumer.channel(), (name) -> this.creator.apply(consumer));
		ChannelConsumer before = channel.replace(consumer);
		if (before != consumer) {
			before.succeededBy(consumer);
		}
		channel.gate().pause(isPaused(consumer.channel()));
		return channel;
	}

	/** Starts no more deliveries for this route. Running ones end. */
	void close(ChannelConsumer consumer) {
		Channel channel = this.byName.get(consumer.channel());
		if (channel != null) {
			channel.close(consumer);
		}
	}

	/** Starts no more deliveries for any route. */
	void close() {
		forEach((channel) -> channel.close(channel.consumer()));
	}

	/** The channel of that name, or null if no route has read from it yet. */
	@Nullable Channel get(String name) {
		return this.byName.get(name);
	}

	Set<String> names() {
		return Set.copyOf(this.byName.keySet());
	}

	Collection<Channel> all() {
		return this.byName.values();
	}

	/** The consumers of all channels, even those that take no deliveries now. */
	List<ChannelConsumer> consumers() {
		return this.byName.values()
			.stream()
			.map(Channel::consumer)
			.filter((consumer) -> consumer.getRoute().getCamelContext().getRoute(consumer.getRouteId()) == consumer
				.getRoute())
			.toList();
	}

	void forEach(Consumer<Channel> action) {
		this.byName.values().forEach(action);
	}

	/** The channels with these names that exist. */
	void forEach(Collection<String> names, Consumer<Channel> action) {
		names.stream().map(this.byName::get).filter((channel) -> channel != null).forEach(action);
	}

	/** The names of the channels that a route reads from now. */
	Set<String> open() {
		return this.byName.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().isOpen())
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/** The route that decides, or null while there is none. */
	@Nullable ChannelConsumer switchboard() {
		Channel channel = this.byName.get(RouteNames.SWITCHBOARD);
		return (channel != null && channel.isOpen()) ? channel.consumer() : null;
	}

	/**
	 * Whether memory has an event of a call that waits for the switchboard. The table may
	 * have more.
	 */
	boolean isUndecided(long call) {
		Channel channel = this.byName.get(RouteNames.SWITCHBOARD);
		return channel != null && channel.holds(call);
	}

	/** Pauses the channels of these names and resumes all others. */
	void pause(Set<String> names) {
		this.paused = Set.copyOf(names);
		this.byName.forEach((name, channel) -> {
			channel.gate().pause(names.contains(name));
			channel.wake();
		});
	}

	boolean isPaused(String name) {
		return this.paused.contains(name);
	}

}
