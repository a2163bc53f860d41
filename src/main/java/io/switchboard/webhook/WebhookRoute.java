package io.switchboard.webhook;

import io.switchboard.webhook.Admission.Door;
import org.apache.camel.builder.RouteBuilder;

import org.springframework.stereotype.Component;

/** Front door: admits an event, keeps it, and only then says so. */
@Component
class WebhookRoute extends RouteBuilder {

	/**
	 * The URL's path; behind it the key, or nothing where the key comes as the password
	 * of Basic credentials.
	 */
	static final String PATH = "/webhooks/voipstudio";

	private final Admission admission;

	private final KeepEvent keepEvent;

	WebhookRoute(WebhookKeys keys, RateLimit rate, SourceAddress source, DoorReplies answers, WebhookSettings settings,
			KeepEvent keepEvent, KeyUses uses) {
		this.admission = new Admission(
				(path) -> new Door(Admission.withoutSlashes(path.substring(PATH.length())), keys.keys()), rate, source,
				answers, settings, uses);
		this.keepEvent = keepEvent;
	}

	@Override
	public void configure() {
		// @formatter:off
        from("platform-http:" + PATH + "?matchOnUriPrefix=true")
            .routeId("webhook")
            .routeDescription("Accepts an event, stores it, and only then answers")
            .process(this.admission).id("admit")
            .process(this.keepEvent).id("keep");
        // @formatter:on
	}

}
