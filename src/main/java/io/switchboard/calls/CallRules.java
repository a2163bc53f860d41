package io.switchboard.calls;

import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.FinalRule;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/**
 * What the settings say of calls.
 *
 * @param ends which end is final
 * @param answers who counts as a person
 */
@Component
record CallRules(FinalRule ends, AnsweredRule answers) {

	/** What holds where nobody sets anything. */
	static CallRules defaults() {
		return new CallRules(new FinalRule(true), AnsweredRule.of(new StandardEnvironment()));
	}

}
