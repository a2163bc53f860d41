package io.switchboard.records;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Pipedrive's API v2: persons are searched by a part of their number as it is written;
 * activities have participants, and can be listed but not searched.
 */
final class Pipedrive extends Vendor {

	@Override
	String route() {
		return "call-settled-to-pipedrive";
	}

	@Override
	Map<String, String> settings(String secret) {
		return Map.of("pipedrive.url", url(), "pipedrive.token", secret, "pipedrive.recording-wait", "0s");
	}

	@Override
	String step(Request request) {
		String call = request.method() + " " + request.path();
		return switch (call) {
			case "GET /api/v2/persons/search" -> "find-person";
			case "POST /api/v2/persons" -> "make-person";
			case "GET /api/v2/activities" -> "find";
			case "POST /api/v2/activities" -> "make";
			default -> call.startsWith("PATCH /api/v2/activities/") ? "update" : "unknown";
		};
	}

	@Override
	Answer answer(Request request, String step) {
		if (!request.headers().containsKey("x-api-token")) {
			return new Answer(401, "{\"success\":false}");
		}
		JsonNode body = request.body();
		return switch (step) {
			case "find-person" -> data(Map.of("items", this.people.stream()
				.filter((each) -> each.searchable && each.number.contains(request.query().get("term")))
				.map((each) -> Map.of("result_score", 0.5, "item",
						Map.of("id", Integer.valueOf(each.id), "type", "person", "phones", List.of(each.number))))
				.toList()));
			case "make-person" ->
				data(Map.of("id", Integer.valueOf(person(body.path("phones").path(0).path("value").asText()).id)));
			case "find" -> data(this.records.stream()
				.filter((each) -> each.searchable)
				.map((each) -> Map.of("id", Integer.valueOf(each.id), "note", each.body.path("note").asText()))
				.toList());
			case "make" -> data(Map.of("id",
					Integer.valueOf(record(body, body.path("participants").path(0).path("person_id").asText("")).id)));
			default -> update(request, (found) -> data(Map.of("id", Integer.valueOf(found.id))),
					new Answer(404, "{\"success\":false,\"error\":\"Activity not found\"}"));
		};
	}

	private static Answer data(Object data) {
		return new Answer(200, json(Map.of("success", true, "data", data)));
	}

}
