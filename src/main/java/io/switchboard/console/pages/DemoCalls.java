package io.switchboard.console.pages;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Plays the demo's calls by a click. There is such a bean only with the simulator. */
public interface DemoCalls {

	/**
	 * A scenario.
	 *
	 * @param name its file's name, without the ending
	 * @param title a few words
	 * @param description a sentence or two
	 */
	record Scenario(String name, String title, String description) {
	}

	/**
	 * A play of a scenario.
	 *
	 * @param id its name
	 * @param scenario the scenario's name
	 * @param startedAt when it began
	 * @param state playing, ended or stopped
	 * @param events how many events there will be in all
	 * @param happened how many of them have happened
	 * @param sent how many requests told of them
	 * @param answers how often which answer came, such as {@code 200 accepted}
	 * @param calls the calls that have begun, in order
	 */
	record Played(String id, String scenario, Instant startedAt, String state, int events, int happened, int sent,
			Map<String, Integer> answers, List<Long> calls) {

		/** Whether it may still be stopped. */
		public boolean isPlaying() {
			return this.state.equals("playing");
		}

		/** How many requests have been answered. */
		public int answered() {
			return this.answers.values().stream().mapToInt(Integer::intValue).sum();
		}

	}

	/**
	 * All scenarios.
	 * @return in alphabetical order
	 */
	List<Scenario> scenarios();

	/**
	 * Begins to play, and returns at once.
	 * @param name a scenario's name
	 * @param speed 60: a minute in a second
	 * @throws IllegalArgumentException if there is no such scenario
	 */
	default void play(String name, double speed) {
		play(name, Map.of("speed", String.valueOf(speed)));
	}

	/**
	 * Begins to play, and returns at once.
	 * @param name a scenario's name
	 * @param options how: {@code speed}, {@code flavour} and {@code faults}, as text
	 * @throws IllegalArgumentException if there is no such scenario, or an option is
	 * wrong
	 */
	void play(String name, Map<String, String> options);

	/**
	 * The plays.
	 * @param most how many
	 * @return the newest first
	 */
	List<Played> plays(int most);

	/**
	 * Stops a play, and hangs up its calls.
	 * @param id a play's name
	 * @return false if there is no such play
	 */
	boolean stop(String id);

}
