package io.switchboard.delivery.queue;

import java.util.Set;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.Work;
import org.jspecify.annotations.Nullable;

/** Passes on changes of the node's shards to all channels. */
class ShardWork implements Work {

	private final Channels channels;

	private final BacklogReader reader;

	private final Runs runs;

	private final Ownership ownership;

	ShardWork(Channels channels, BacklogReader reader, Runs runs, Ownership ownership) {
		this.channels = channels;
		this.reader = reader;
		this.runs = runs;
		this.ownership = ownership;
	}

	@Override
	public @Nullable String switchboard() {
		ChannelConsumer switchboard = this.channels.switchboard();
		return (switchboard != null) ? switchboard.digest() : null;
	}

	@Override
	public Set<String> routes() {
		return this.channels.open();
	}

	@Override
	public void expectMore() {
		this.channels.forEach(this.reader::expectMore);
	}

	@Override
	public void keepOnly(Set<Integer> shards) {
		this.channels.forEach((channel) -> channel.drop((delivery) -> !shards.contains(delivery.shard())));
	}

	@Override
	public boolean holds(int shard) {
		return this.channels.all().stream().anyMatch((channel) -> channel.holds((each) -> each.shard() == shard));
	}

	@Override
	public void interrupt() {
		this.runs.interruptAll();
	}

	@Override
	public void filedByOthers(Set<String> routes) {
		if (!this.ownership.isSole()) {
			this.channels.forEach(routes.isEmpty() ? this.channels.names() : routes, this.reader::request);
		}
	}

}
