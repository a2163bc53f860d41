package io.switchboard.simulator;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The simulated platform, as the rest of the program sees it. */
@Component
@Profile({ "demo", "simulator" })
public class SimulatedPlatform {

	private final Webhooks webhooks;

	SimulatedPlatform(Webhooks webhooks) {
		this.webhooks = webhooks;
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

}
