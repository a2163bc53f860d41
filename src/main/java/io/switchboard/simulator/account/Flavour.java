package io.switchboard.simulator.account;

/** Which fields of an event the platform sends. */
public enum Flavour {

	/** Exactly the fields of VoIPstudio's webhooks page. */
	DOCUMENTED,

	/**
	 * With fields that were observed on the live service: {@code root_call_id},
	 * {@code final} …
	 */
	OBSERVED

}
