package io.switchboard.console.login;

import java.util.Arrays;
import java.util.Optional;

import io.switchboard.store.DataDirectory;
import io.switchboard.store.DataDirectory.Secret;
import io.switchboard.text.UrlText;
import io.switchboard.webhook.WebhookKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Logs the last lines of the start, with what a newcomer needs. A secret is shown only at
 * the start at which it was made.
 */
@Component
class StartGuide {

	private static final Logger log = LoggerFactory.getLogger("switchboard");

	private final WebhookKeys keys;

	private final ApiToken token;

	private final ConsoleUsers users;

	private final DataDirectory data;

	private final Environment environment;

	StartGuide(WebhookKeys keys, ApiToken token, ConsoleUsers users, DataDirectory data, Environment environment) {
		this.keys = keys;
		this.token = token;
		this.users = users;
		this.data = data;
		this.environment = environment;
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof ServletWebServerApplicationContext context
				&& context.getWebServer() != null) {
			guide(url(context.getWebServer().getPort()));
		}
	}

	/** If a log ends without this line, the process was killed. */
	@EventListener(ContextClosedEvent.class)
	void stops() {
		log.info("Switchboard stops");
	}

	/** The public address; in the demo, with the actual port. */
	private String url(int port) {
		if (!this.environment.acceptsProfiles(Profiles.of("demo"))) {
			return UrlText.base(this.environment.getRequiredProperty("console.url"));
		}
		boolean tls = this.environment.getProperty("server.ssl.certificate") != null
				|| this.environment.getProperty("server.ssl.key-store") != null
				|| this.environment.getProperty("server.ssl.bundle") != null;
		return (tls ? "https" : "http") + "://localhost:" + port
				+ this.environment.getProperty("server.servlet.context-path", "");
	}

	private void guide(String url) {
		Optional<Secret> key = this.keys.generated();
		Optional<Secret> apiToken = this.token.generated();
		String profiles = String.join(", ",
				this.environment.getActiveProfiles().length > 0 ? Arrays.asList(this.environment.getActiveProfiles())
						: Arrays.asList(this.environment.getDefaultProfiles()));
		log.info("Switchboard is ready (profile {})", profiles);
		log.info("  webhook  {}/webhooks/voipstudio/{}", url, shown(key, "<webhook.key>"));
		// the log removes spaces around arguments
		log.info(login().isEmpty() ? "  console  {}" : "  console  {}  {}", url, login());
		log.info("  events   {}/api/events  (token: {})", url, shown(apiToken, "<api.token>"));
		log.info("  data     {}", this.data.path().toAbsolutePath().normalize());
		log.info(
				"  try      curl -H 'Content-Type: application/json' --data-binary @routes/samples/queue-missed-call-to-email.json {}/webhooks/voipstudio/{}",
				url, fromFile(key, "$WEBHOOK_KEY"));
		log.info("  look     curl -H \"Authorization: Bearer {}\" {}/api/events", fromFile(apiToken, "$API_TOKEN"),
				url);
	}

	/** The demo's user and password, if they were made here. */
	private String login() {
		if (this.users.generated().isPresent()) {
			return "(user: %s, password: %s)".formatted(ConsoleUsers.ADMIN, shown(this.users.generated(), ""));
		}
		return "";
	}

	private static String shown(Optional<Secret> secret, String otherwise) {
		return secret.map((each) -> each.fresh() ? each.value() : "<in " + each.file() + ">").orElse(otherwise);
	}

	private static String fromFile(Optional<Secret> secret, String otherwise) {
		return secret.map((each) -> "$(cat " + each.file() + ")").orElse(otherwise);
	}

}
