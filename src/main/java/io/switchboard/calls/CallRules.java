package io.switchboard.calls;

import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.FinalRule;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/**
 * The rules on calls, as the settings say.
 *
 * @param ends says which end is final
 * @param answers says who counts as a person
 */
@Component
record CallRules(FinalRule ends, AnsweredRule answers) {

	/** The rules by the default settings. */
	static CallRules defaults() {
		return new CallRules(new FinalRule(true), AnsweredRule.of(new StandardEnvironment()));
	}

}
