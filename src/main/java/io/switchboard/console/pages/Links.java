package io.switchboard.console.pages;

import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

/** Where things have their pages. */
@Component
class Links {

	private static final Pattern IN_A_PATH = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

	/** An id may hold anything, also what a path cannot hold. */
	public String event(String id) {
		return IN_A_PATH.matcher(id).matches() ? "/events/" + id : new Address("/events", Map.of("id", id)).link();
	}

	/** The dead letters of a route that died of an error. */
	public String deadLetters(String route, String error) {
		return new Address(DeliveryLists.DEAD_LETTERS, Map.of("route", route)).with("error", error).link();
	}

}
