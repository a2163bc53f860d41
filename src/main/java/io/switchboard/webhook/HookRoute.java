package io.switchboard.webhook;

import java.util.Objects;
import java.util.stream.Stream;

import io.switchboard.webhook.Admission.Door;
import io.switchboard.webhook.Hooks.Hook;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The door for systems of one's own, {@code /hooks/<name>/<key>}: admits a request as the
 * webhook does, makes an event of it, keeps it, and only then says so. Without a key,
 * nobody learns which hooks exist.
 */
@Component
class HookRoute extends RouteBuilder {

	static final String ID = "hooks";

	static final String PATH = "/hooks";

	private final Hooks hooks;

	private final Admission admission;

	private final KeepEvent keepEvent;

	HookRoute(Hooks hooks, RateLimit rate, SourceAddress source, DoorReplies answers, WebhookSettings settings,
			KeepEvent keepEvent, KeyUses uses) {
		this.hooks = hooks;
		this.admission = new Admission(this::door, rate, source, answers, settings, uses);
		this.keepEvent = keepEvent;
	}

	@Override
	public void configure() {
		if (this.hooks.isEmpty()) {
			return;
		}
		// @formatter:off
        from("platform-http:" + PATH + "?matchOnUriPrefix=true")
            .routeId(ID)
            .routeDescription("Accepts what your own system sends, stores it as an event, and only then answers")
            .process(this::name).id("name-hook")
            .process(this.admission).id("admit-hook")
            .process(new HookEvent()).id("make-event")
            .process(this.keepEvent).id("keep-hook");
        // @formatter:on
	}

	private void name(Exchange exchange) {
		Message request = exchange.getMessage();
		Hook hook = this.hooks.get(name(request.getHeader(Exchange.HTTP_PATH, "", String.class)));
		exchange.setProperty(HookEvent.HOOK, hook);
		exchange.setProperty(KeepEvent.PATH, (hook != null) ? PATH + "/" + hook.name() : PATH);
		exchange.setProperty(HookEvent.KEY,
				Stream.of("Idempotency-Key", "webhook-id")
					.map((header) -> request.getHeader(header, String.class))
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null));
	}

	private Door door(String path) {
		String name = name(path);
		Hook hook = this.hooks.get(name);
		String rest = Admission.withoutSlashes(path.substring(PATH.length()));
		String key = Admission.withoutSlashes(rest.substring(Math.min(name.length(), rest.length())));
		return new Door(key, (hook != null) ? hook.keys() : DoorKeys.NONE);
	}

	private static String name(@Nullable String path) {
		String rest = Admission.withoutSlashes(String.valueOf(path).substring(PATH.length()));
		int slash = rest.indexOf('/');
		return (slash < 0) ? rest : rest.substring(0, slash);
	}

}
