package io.switchboard.simulator.scenario;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.switchboard.simulator.scenario.Scenario.Leg;
import io.switchboard.simulator.scenario.Scenario.Step;

/** Checks whether steps can follow each other on a telephone. */
final class PossibleSteps {

	private enum Life {

		NOT_BEGUN("has not begun"), RINGING("is not connected"), CONNECTED("is connected"), ENDED("is over");

		private final String text;

		Life(String text) {
			this.text = text;
		}

	}

	private final Map<String, Leg> legs;

	private final Map<String, Life> lives = new HashMap<>();

	private Duration last = Duration.ZERO;

	PossibleSteps(Map<String, Leg> legs) {
		this.legs = legs;
		legs.keySet().forEach((leg) -> this.lives.put(leg, Life.NOT_BEGUN));
	}

	/** Checks the next step of the file; the block has its place. */
	void next(Step step, YamlBlock block) {
		if (step.at().compareTo(this.last) < 0) {
			throw block.wrong("at", "the step is earlier than the one before it", "write the steps in order of time");
		}
		this.last = step.at();
		Leg leg = this.legs.get(step.leg());
		if (leg == null) {
			return;
		}
		Life life = this.lives.getOrDefault(step.leg(), Life.NOT_BEGUN);
		String mend = switch (step.event()) {
			case INITIAL -> (life == Life.NOT_BEGUN) ? "" : "call.initial is a leg's first event";
			case RINGING ->
				(life == Life.NOT_BEGUN || life == Life.RINGING) ? "" : "a leg rings before it is connected";
			case CONNECTED, MISSED -> (life == Life.RINGING) ? "" : "begin the leg with call.initial or call.ringing";
			case HOLD, UNHOLD, DTMF ->
				(life == Life.CONNECTED) ? "" : "put it between call.connected and the leg's end";
			case HANGUP -> (life == Life.RINGING || life == Life.CONNECTED) ? "" : "a leg ends once, after it began";
			case WRAP_UP -> (life == Life.ENDED) ? "" : "put it after the leg's call.hangup";
			case RECORDING -> (life == Life.ENDED && leg.recorded()) ? ""
					: "put it after the call.hangup of a leg with 'recorded: true'";
			case SMS -> "";
		};
		if (!mend.isEmpty()) {
			throw block.wrong("event",
					"%s cannot be here: leg '%s' %s".formatted(step.event().eventName, step.leg(), life.text), mend);
		}
		if (step.event().endsLeg()) {
			this.lives.put(step.leg(), Life.ENDED);
		}
		else if (step.event() == EventKind.CONNECTED) {
			this.lives.put(step.leg(), Life.CONNECTED);
		}
		else if (life == Life.NOT_BEGUN) {
			this.lives.put(step.leg(), Life.RINGING);
		}
	}

	/** Checks the end: a call without an end would stay live for ever. */
	void end(YamlBlock file) {
		this.lives.forEach((leg, life) -> {
			if (life != Life.ENDED) {
				throw file.wrong("legs", "leg '%s' never ends".formatted(leg),
						"add its call.hangup or call.missed, or take the leg out");
			}
		});
	}

}
