package io.switchboard.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a scenario file says: one real call (or a text message), or a mix of other
 * scenarios.
 *
 * @param name the file's name, without {@code .yaml}
 * @param title a few words
 * @param description one sentence
 * @param customerId the account's id, in the events that tell it
 * @param caller who calls or writes
 * @param legs by the name that steps use, in the order of the file; the first one is the
 * root; empty for text messages and mixes
 * @param steps in the order in which they happen; empty for a mix
 * @param direction {@code in} or {@code out}
 * @param outcome what becomes of the call, for those who compare; null where the file
 * does not say
 * @param mix null unless it is one
 */
public record Scenario(String name, String title, String description, long customerId, Party caller,
		Map<String, Leg> legs, List<Step> steps, String direction, @Nullable String outcome, @Nullable Mix mix) {

	/**
	 * One end of a call.
	 *
	 * @param number digits; empty when it is withheld
	 * @param id {@code 0} for somebody outside
	 * @param name for people
	 */
	record Party(String number, String id, String name) {

		static Party outside(String number) {
			return new Party(number, "0", number.isEmpty() ? "Anonymous" : "\"%s\" <%s>".formatted(number, number));
		}

	}

	/**
	 * A leg of the call.
	 *
	 * @param party who is called
	 * @param context VoIPstudio's word for the kind of party
	 * @param user whether the party is a user
	 * @param recorded whether a recording is left when the leg is hung up
	 */
	record Leg(Party party, String context, boolean user, boolean recorded) {
	}

	/**
	 * One event.
	 *
	 * @param line where it stands in the file
	 * @param at how long after the scenario began
	 * @param late how much later the platform tells of it
	 * @param event which event
	 * @param leg whose event; empty for a text message
	 * @param details what the step says beside that, by VoIPstudio's names; checked
	 */
	record Step(int line, Duration at, Duration late, EventKind event, String leg, Map<String, String> details) {
	}

	/**
	 * Many calls at random times.
	 *
	 * @param calls how many
	 * @param within the time in which they begin
	 * @param proportions how often each scenario is played, in relation to the others
	 * @param callers first and last number of each range of callers
	 */
	record Mix(int calls, Duration within, Map<String, Integer> proportions, List<Range> callers) {
	}

	/**
	 * Telephone numbers in a row.
	 *
	 * @param first digits
	 * @param last digits, not lower
	 */
	record Range(long first, long last) {
	}

}
