package io.switchboard.inbox;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Where an event goes.
 *
 * @param routes the names of the routes; empty if it is undecided
 * @param rules the revision of the rules that decided; null if it is undecided
 */
public record Decision(Set<String> routes, @Nullable String rules) {

	/**
	 * The switchboard gave no answer. The event is stored all the same, and decided
	 * later.
	 */
	public static final Decision NONE = new Decision(Set.of(), null);

}
