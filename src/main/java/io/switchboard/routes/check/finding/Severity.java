package io.switchboard.routes.check.finding;

import io.switchboard.text.EnumWord;

/** The severity of a finding. */
public enum Severity {

	/** It cannot work: a start and a reload are refused. */
	ERROR,

	/** It works, but may be a mistake. */
	WARNING,

	/** For information. */
	NOTE;

	@Override
	public String toString() {
		return EnumWord.of(this);
	}

}
