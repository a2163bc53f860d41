package io.switchboard.inbox;

import java.util.function.Consumer;

/** Says where an event goes, before the event is stored. */
@FunctionalInterface
public interface Decider {

	/**
	 * Decides, or gives up within milliseconds. Never throws.
	 * @param event an accepted event, which has no number yet
	 * @param then is told the decision, once, on this thread or another
	 */
	void decide(Event event, Consumer<Decision> then);

}
