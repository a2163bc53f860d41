package io.switchboard.console.pages;

import java.util.List;

/** The demo's calls, to be played by a click. There is one only where a simulator is. */
public interface DemoCalls {

	/**
	 * Something that can be played.
	 *
	 * @param name its file's name, without the ending
	 * @param description its story, in a sentence or two
	 */
	record Scenario(String name, String description) {
	}

	/**
	 * All that can be played.
	 * @return in alphabetical order
	 */
	List<Scenario> scenarios();

	/**
	 * Begins to play, and returns at once.
	 * @param name a scenario's name
	 * @param speed 60: a minute in a second
	 * @throws IllegalArgumentException if there is no such scenario
	 */
	void play(String name, double speed);

}
