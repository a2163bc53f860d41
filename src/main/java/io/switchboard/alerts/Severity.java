package io.switchboard.alerts;

import io.switchboard.text.EnumWord;

/** How much an alert matters, the least first. */
public enum Severity {

	/** Worth knowing. */
	INFO,
	/** Somebody should look at it today. */
	WARNING,
	/** Somebody should look at it now. */
	CRITICAL;

	/** The word for people and programs. */
	public String word() {
		return EnumWord.of(this);
	}

}
