package io.switchboard;

import io.switchboard.simulator.SimulatedPlatform;
import io.switchboard.webhook.WebhookKeys;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Sets up this Switchboard's own webhook on the demo's platform, as a customer would. */
@Component
@Profile("demo")
class DemoWebhook {

	private static final Logger log = LoggerFactory.getLogger(DemoWebhook.class);

	private final SimulatedPlatform platform;

	private final WebhookKeys keys;

	private final CamelContext camel;

	private final Environment environment;

	DemoWebhook(SimulatedPlatform platform, WebhookKeys keys, CamelContext camel, Environment environment) {
		this.platform = platform;
		this.keys = keys;
		this.camel = camel;
		this.environment = environment;
	}

	@EventListener
	void ready(ApplicationReadyEvent event) throws Exception {
		if (event.getApplicationContext() instanceof ServletWebServerApplicationContext context
				&& context.getWebServer() != null) {
			int port = context.getWebServer().getPort();
			this.camel.addStartupListener(onceStarted(() -> save(port)));
		}
	}

	/** The front door is a route. Until that route runs, the door answers 503. */
	private static ExtendedStartupListener onceStarted(Runnable task) {
		return new ExtendedStartupListener() {
			@Override
			public void onCamelContextStarting(CamelContext context, boolean alreadyStarted) {
				// the routes come later
			}

			@Override
			public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
				if (alreadyStarted) {
					task.run();
				}
			}

			@Override
			public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
				task.run();
			}
		};
	}

	private void save(int port) {
		boolean tls = this.environment.getProperty("server.ssl.certificate") != null
				|| this.environment.getProperty("server.ssl.key-store") != null
				|| this.environment.getProperty("server.ssl.bundle") != null;
		try {
			this.platform.saveWebhook("Switchboard",
					"%s://localhost:%d%s/webhooks/voipstudio/%s".formatted(tls ? "https" : "http", port,
							this.environment.getProperty("server.servlet.context-path", ""), this.keys.first()));
		}
		catch (IllegalArgumentException ex) {
			log.warn(
					"The simulator has no webhook of this Switchboard: {}. Set one up with POST /simulator/webhooks{}.",
					ex.getMessage(), tls ? ", or set simulator.insecure-tls for a certificate of your own" : "");
		}
	}

}
