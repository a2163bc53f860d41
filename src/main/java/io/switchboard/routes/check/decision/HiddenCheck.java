package io.switchboard.routes.check.decision;

import java.util.HashSet;
import java.util.Set;

import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.WhenDefinition;

/** Whether each 'when' of a choice can get an event, or those before it take all. */
class HiddenCheck {

	private final Truth truth;

	private final Findings findings;

	HiddenCheck(Truth truth, Findings findings) {
		this.truth = truth;
		this.findings = findings;
	}

	void check(RouteDefinition switchboard) {
		switchboard.getOutputs().forEach((step) -> {
			if (step instanceof ChoiceDefinition choice) {
				check(switchboard, choice);
			}
		});
	}

	private void check(RouteDefinition switchboard, ChoiceDefinition choice) {
		Set<Integer> taken = new HashSet<>();
		for (WhenDefinition when : choice.getWhenClauses()) {
			String condition = (when.getExpression() != null && "simple".equals(when.getExpression().getLanguage()))
					? when.getExpression().getExpression() : "";
			Set<Integer> wanted = this.truth.kinds(condition);
			if (!wanted.isEmpty() && taken.containsAll(wanted)) {
				this.findings.add(Place.of(switchboard, when, condition), Rule.HIDDEN,
						"this 'when' gets no event: earlier ones take all events that it matches",
						"Move it before the wider one, or write a filter for each destination instead, side by side.");
			}
			if (this.truth.isOfKindAlone(condition)) {
				taken.addAll(wanted);
			}
		}
	}

}
