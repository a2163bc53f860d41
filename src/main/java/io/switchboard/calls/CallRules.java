package io.switchboard.calls;

import io.switchboard.voipstudio.FinalRule;

import org.springframework.stereotype.Component;

/**
 * What the settings say of calls.
 *
 * @param ends which end is final
 * @param answers who counts as a person
 */
@Component
record CallRules(FinalRule ends, AnswerRule answers) {

	/** What holds where nobody sets anything. */
	static CallRules defaults() {
		return new CallRules(new FinalRule(true), new AnswerRule(CallsSettings.defaults()));
	}

}
