package io.switchboard.console.pages;

import java.util.Map;
import java.util.regex.Pattern;

import io.switchboard.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The addresses of pages. */
@Component
class Links {

	private static final Pattern IN_A_PATH = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

	/** Ids may have characters that a path cannot have. */
	public String event(String id) {
		return IN_A_PATH.matcher(id).matches() ? "/events/" + id : new Address("/events", Map.of("id", id)).link();
	}

	/** The page of the object of an audit row; null if it has none. */
	public @Nullable String of(AuditEntry entry) {
		String subject = entry.subject();
		String kind = entry.action().replaceFirst("\\..*", "");
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

	/** The dead letters of a route with a cause, which may be empty. */
	public String deadLetters(String route, String cause) {
		return Address.of(DeliveryLists.DEAD_LETTERS, Map.of("route", route, "error", cause), "route", "error").link();
	}

	/** The page that counts them, and redelivers after a confirmation. */
	public String redeliver(String route, String cause) {
		return Address
			.of("/deliveries/redeliver", Map.of("list", "dead-letters", "route", route, "error", cause), "list",
					"route", "error")
			.link();
	}

}
