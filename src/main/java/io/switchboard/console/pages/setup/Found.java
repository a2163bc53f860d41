package io.switchboard.console.pages.setup;

import java.time.Instant;

import io.switchboard.text.EnumWord;

/**
 * The result of a check.
 *
 * @param state its state
 * @param what one sentence
 * @param todo what to do, with the setting; empty if nothing is to be done
 * @param at when it was checked
 */
public record Found(State state, String what, String todo, Instant at) {

	/** The state; its word is also a style. */
	public enum State {

		/** All is well. */
		GOOD,
		/** Somebody should know. */
		WARN,
		/** It does not work. */
		BAD;

		/** The word of the style. */
		public String word() {
			return EnumWord.of(this);
		}

	}

	static Found good(String what) {
		return new Found(State.GOOD, what, "", Instant.now());
	}

	static Found warn(String what, String todo) {
		return new Found(State.WARN, what, todo, Instant.now());
	}

	static Found bad(String what, String todo) {
		return new Found(State.BAD, what, todo, Instant.now());
	}

}
