package io.switchboard.simulator;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The simulated platform, as the rest of the program sees it. */
@Component
@Profile({ "demo", "simulator" })
public class SimulatedPlatform {

	private final Webhooks webhooks;

	private final Scenarios scenarios;

	private final Player player;

	SimulatedPlatform(Webhooks webhooks, Scenarios scenarios, Player player) {
		this.webhooks = webhooks;
		this.scenarios = scenarios;
		this.player = player;
	}

	/**
	 * Sets up a webhook that listens to everything. Waits for the URL's answer, ten
	 * seconds at most.
	 * @param name for people
	 * @param url HTTPS; in the demo also plain HTTP to this machine itself
	 * @throws IllegalArgumentException why it was not saved; the message names no URL
	 */
	public void saveWebhook(String name, String url) {
		this.webhooks.save(null, name, url, Webhook.categories(), true);
	}

	/**
	 * What can be played.
	 * @return the scenarios' descriptions by their names, in alphabetical order
	 */
	public SortedMap<String, String> scenarios() {
		SortedMap<String, String> descriptions = new TreeMap<>();
		this.scenarios.names().forEach((name) -> descriptions.put(name, this.scenarios.description(name)));
		return descriptions;
	}

	/**
	 * Begins to play a scenario, and returns at once.
	 * @param name its name
	 * @param speed 60: a minute in a second
	 * @throws IllegalArgumentException if there is no such scenario
	 */
	public void play(String name, double speed) {
		PlayOptions options = PlayRequest.options(Map.of("speed", String.valueOf(speed)));
		this.player.play(this.scenarios.plan(name, options), options);
	}

}
