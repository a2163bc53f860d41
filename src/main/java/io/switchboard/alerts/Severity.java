package io.switchboard.alerts;

import java.util.Locale;

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
		return name().toLowerCase(Locale.ROOT);
	}

}
