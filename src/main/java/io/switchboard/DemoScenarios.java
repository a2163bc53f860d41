package io.switchboard;

import java.util.List;

import io.switchboard.console.pages.DemoCalls;
import io.switchboard.simulator.SimulatedPlatform;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets the console play the simulator's scenarios: neither of the two knows the other.
 */
@Component
@Profile("demo")
class DemoScenarios implements DemoCalls {

	private final SimulatedPlatform platform;

	DemoScenarios(SimulatedPlatform platform) {
		this.platform = platform;
	}

	@Override
	public List<Scenario> scenarios() {
		return this.platform.scenarios()
			.entrySet()
			.stream()
			.map((each) -> new Scenario(each.getKey(), each.getValue()))
			.toList();
	}

	@Override
	public void play(String name, double speed) {
		this.platform.play(name, speed);
	}

}
