package io.switchboard.calls;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The live calls.
 *
 * @param calls how many calls
 * @param waiting how many of them wait in a queue
 * @param longestWaitSeconds how long the first of those has waited, or null
 * @param queues the queues in which somebody waits, by name
 */
public record LiveCalls(int calls, int waiting, @Nullable Long longestWaitSeconds, List<Queue> queues) {

	/**
	 * A queue in which somebody waits.
	 *
	 * @param name its name, or null where it is not known
	 * @param waiting how many
	 * @param longestWaitSeconds how long the first of them has waited
	 */
	public record Queue(@Nullable String name, int waiting, long longestWaitSeconds) {
	}

}
