package io.switchboard.routes.check.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.RuleFacts;
import org.jspecify.annotations.Nullable;

/**
 * Finds events for which no rule can be true, with all switches on or off. That may be
 * intended.
 */
class UnroutedCheck {

	private final Decisions decisions;

	private final Place switchboard;

	private final Findings findings;

	UnroutedCheck(Decisions decisions, Place switchboard, Findings findings) {
		this.decisions = decisions;
		this.switchboard = switchboard;
		this.findings = findings;
	}

	void check() {
		for (String name : EventNames.ROUTED) {
			List<String> contexts = new ArrayList<>();
			for (ContextKind kind : ContextKind.values()) {
				boolean last = isUnrouted(RuleFacts.of(name, kind, true)) && isUnrouted(name, kind);
				boolean other = EventNames.SETTLED.equals(name) ? last : isUnrouted(RuleFacts.of(name, kind, false));
				if (last || other) {
					contexts.add(kind + ((last && other) ? "" : last ? " if final" : " if not final"));
				}
			}
			if (!contexts.isEmpty()) {
				boolean all = contexts.equals(Arrays.stream(ContextKind.values()).map(Object::toString).toList());
				this.findings.add(this.switchboard, Rule.UNROUTED,
						"no rule wants %s (%s)".formatted(name, all ? "any context" : String.join(", ", contexts)),
						"It goes to unrouted: it is kept, and nothing else happens.");
			}
		}
	}

	/** All outcomes of a call, if the event has one. */
	private boolean isUnrouted(String name, ContextKind kind) {
		return !EventNames.SETTLED.equals(name) || RuleFacts.OUTCOMES.stream()
			.allMatch(
					(outcome) -> isUnrouted(RuleFacts.settled(RuleFacts.of(name, kind, true), outcome, false, false)));
	}

	private boolean isUnrouted(Map<String, @Nullable Object> kind) {
		return Stream.of("in", "out").allMatch((direction) -> this.decisions.of(kind, direction, true).isEmpty());
	}

}
