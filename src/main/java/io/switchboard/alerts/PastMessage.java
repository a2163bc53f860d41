package io.switchboard.alerts;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A message in the store: what the channels of any node did with it.
 *
 * @param at when it was sent, or made if no channel has taken it yet
 * @param by the channels that took it, as {@link Channels.Sent} has them; or null
 * @param error what the others said, in the same way; or null
 */
record PastMessage(Instant at, @Nullable String by, @Nullable String error) {

	/**
	 * Adds what is stored to what this node knows.
	 * @param here as this node knows it
	 * @param past the latest messages, newest first
	 * @return the later of both, for each channel
	 */
	static List<ChannelState> merge(List<ChannelState> here, List<PastMessage> past) {
		List<String> names = here.stream().map(ChannelState::name).toList();
		return here.stream().map((state) -> {
			ChannelState merged = state;
			for (PastMessage message : past) {
				merged = message.with(merged, names);
			}
			return merged;
		}).toList();
	}

	private ChannelState with(ChannelState state, List<String> names) {
		boolean taken = this.by != null && Arrays.asList(this.by.split(", ")).contains(state.name());
		String refused = refused(state.name(), names);
		boolean newest = !isBefore(state.lastSentAt()) && !isBefore(state.failedAt());
		Instant sent = (taken && !isBefore(state.lastSentAt())) ? this.at : state.lastSentAt();
		Instant failed = (refused != null && !isBefore(state.failedAt())) ? this.at : state.failedAt();
		String error = ((taken || refused != null) && newest) ? refused : state.error();
		return new ChannelState(state.name(), state.kind(), sent, failed, error);
	}

	private boolean isBefore(@Nullable Instant other) {
		return other != null && this.at.isBefore(other);
	}

	/** A name has neither a colon nor a semicolon; what a channel said may. */
	private @Nullable String refused(String name, List<String> names) {
		String all = "; " + this.error;
		int begin = all.indexOf("; " + name + ": ");
		if (this.error == null || begin < 0) {
			return null;
		}
		int text = begin + name.length() + 4;
		int end = names.stream()
			.mapToInt((other) -> all.indexOf("; " + other + ": ", text))
			.filter((next) -> next >= 0)
			.min()
			.orElse(all.length());
		return all.substring(text, end);
	}

}
