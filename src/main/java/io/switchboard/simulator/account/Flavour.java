package io.switchboard.simulator.account;

/** How much of an event the platform tells. */
public enum Flavour {

	/** Exactly the fields of VoIPstudio's webhooks page. */
	DOCUMENTED,

	/** With what was seen on the live service: {@code root_call_id}, {@code final} … */
	OBSERVED

}
