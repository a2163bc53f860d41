package io.switchboard.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The content of a scenario file: one real call, a text message, or a mix of other
 * scenarios.
 *
 * @param name the file's name, without {@code .yaml}
 * @param title a few words
 * @param description one sentence
 * @param customerId the account's id, for the events that have it
 * @param caller the person who calls or writes
 * @param legs by the name that steps use, in the order of the file; the first one is the
 * root; empty for text messages and mixes
 * @param steps in the order in which they happen; empty for a mix
 * @param direction {@code in} or {@code out}
 * @param outcome the outcome of the call, for comparisons; null if the file has none
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
	 * @param line its line in the file
	 * @param at how long after the scenario began
	 * @param late how much later the platform sends it
	 * @param event its kind
	 * @param leg its leg; empty for a text message
	 * @param details the other fields of the step, by VoIPstudio's names; checked
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
