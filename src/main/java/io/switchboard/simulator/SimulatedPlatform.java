package io.switchboard.simulator;

import java.util.List;
import java.util.Map;

import io.switchboard.simulator.platform.Switching;
import io.switchboard.simulator.scenario.Play;
import io.switchboard.simulator.scenario.PlayOptions;
import io.switchboard.simulator.scenario.PlayRequest;
import io.switchboard.simulator.scenario.PlayState;
import io.switchboard.simulator.scenario.Player;
import io.switchboard.simulator.scenario.Scenarios;
import io.switchboard.simulator.wire.Webhook;
import io.switchboard.simulator.wire.Webhooks;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The interface of the simulated platform to the rest of the program. */
@Component
@Profile({ "demo", "simulator" })
public class SimulatedPlatform {

	private final Webhooks webhooks;

	private final Scenarios scenarios;

	private final Player player;

	private final Switching switching;

	SimulatedPlatform(Webhooks webhooks, Scenarios scenarios, Player player, Switching switching) {
		this.webhooks = webhooks;
		this.scenarios = scenarios;
		this.player = player;
		this.switching = switching;
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
	 * A scenario, with texts for people.
	 *
	 * @param name its file's name, without the ending
	 * @param title a few words
	 * @param description a sentence or two
	 */
	public record Story(String name, String title, String description) {
	}

	/**
	 * The scenarios.
	 * @return the scenarios in alphabetical order of their names
	 */
	public List<Story> scenarios() {
		return this.scenarios.names()
			.stream()
			.map((name) -> new Story(name, this.scenarios.title(name), this.scenarios.description(name)))
			.toList();
	}

	/**
	 * Begins to play a scenario, and returns at once.
	 * @param name its name
	 * @param options speed, flavour, faults and seed, as
	 * {@code POST /simulator/scenarios} takes them
	 * @throws IllegalArgumentException if there is no such scenario, or an option is
	 * wrong
	 */
	public void play(String name, Map<String, String> options) {
		PlayOptions read = PlayRequest.options(options);
		this.player.play(this.scenarios.plan(name, read), read);
	}

	/**
	 * The plays.
	 * @param most how many
	 * @return the newest first
	 */
	public List<PlayState> plays(int most) {
		return this.player.recent(most).stream().map(Play::progress).toList();
	}

	/**
	 * Stops a play, and hangs up its calls.
	 * @param id its name
	 * @return false if there is no such play
	 */
	public boolean stop(String id) {
		Play play = this.player.get(id);
		if (play == null) {
			return false;
		}
		play.stop();
		play.calls().forEach(this.switching::hangUpAll);
		return true;
	}

}
