package io.switchboard.routes.check;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {

	/** It cannot work: a start and a reload are refused. */
	ERROR,

	/** It works, and may not be meant. */
	WARNING,

	/** Good to know. */
	NOTE;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
