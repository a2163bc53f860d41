package io.switchboard;

import java.util.List;
import java.util.Map;

import io.switchboard.console.pages.DemoCalls;
import io.switchboard.simulator.SimulatedPlatform;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets the console play the simulator's scenarios. The console and the simulator do not
 * know each other.
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
			.stream()
			.map((each) -> new Scenario(each.name(), each.title(), each.description()))
			.toList();
	}

	@Override
	public void play(String name, Map<String, String> options) {
		this.platform.play(name, options);
	}

	@Override
	public List<Played> plays(int most) {
		return this.platform.plays(most)
			.stream()
			.map((each) -> new Played(each.id(), each.scenario(), each.startedAt(), each.state(), each.events(),
					each.happened(), each.sent(), each.answers(), each.calls()))
			.toList();
	}

	@Override
	public boolean stop(String id) {
		return this.platform.stop(id);
	}

}
