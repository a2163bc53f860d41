package io.switchboard.console.pages;

import java.util.Map;
import java.util.regex.Pattern;

import io.switchboard.audit.Deed;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Where things have their pages. */
@Component
class Links {

	private static final Pattern IN_A_PATH = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

	/** An id may hold anything, also what a path cannot hold. */
	public String event(String id) {
		return IN_A_PATH.matcher(id).matches() ? "/events/" + id : new Address("/events", Map.of("id", id)).link();
	}

	/** What somebody acted on; null where that has no page of its own. */
	public @Nullable String of(Deed deed) {
		String subject = deed.subject();
		String kind = deed.action().replaceFirst("\\..*", "");
		String first = (subject != null) ? subject.replaceFirst(" .*", "") : "";
		if (!IN_A_PATH.matcher(first).matches()) {
			return null;
		}
		return switch (kind) {
			case "delivery" -> "/deliveries/" + first;
			case "route" -> "/routes/" + first;
			case "alert" -> "/alerts";
			case "follow-up" -> "/follow-ups/" + first;
			case "call" -> "/calls/" + first;
			default -> null;
		};
	}

	/** The dead letters of a route that failed for a cause; empty is none. */
	public String deadLetters(String route, String cause) {
		return Address.of(DeliveryLists.DEAD_LETTERS, Map.of("route", route, "error", cause), "route", "error").link();
	}

	/** To redeliver these, after a look at how many they are. */
	public String redeliver(String route, String cause) {
		return Address
			.of("/deliveries/redeliver", Map.of("list", "dead-letters", "route", route, "error", cause), "list",
					"route", "error")
			.link();
	}

}
