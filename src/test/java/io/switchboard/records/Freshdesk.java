package io.switchboard.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Freshdesk's API v2: contacts by a query in quotes, a ticket's status as a number,
 * notes, and lists that stand at the root of an answer.
 */
final class Freshdesk extends Vendor {

	@Override
	String route() {
		return "call-settled-to-freshdesk";
	}

	@Override
	Map<String, String> settings(String secret) {
		return Map.of("freshdesk.url", url(), "freshdesk.key", secret);
	}

	@Override
	String step(Request request) {
		String call = request.method() + " " + request.path().replaceFirst("(?<=tickets/)\\d+", "N");
		return switch (call) {
			case "GET /api/v2/search/contacts" -> "find-person";
			case "POST /api/v2/contacts" -> "make-person";
			case "GET /api/v2/tickets" -> "find";
			case "POST /api/v2/tickets" -> "make";
			case "GET /api/v2/tickets/N" -> "look";
			case "GET /api/v2/tickets/N/conversations" -> "comments";
			case "PUT /api/v2/tickets/N" -> "close";
			case "POST /api/v2/tickets/N/notes" -> "comment";
			default -> "unknown";
		};
	}

	@Override
	Answer answer(Request request, String step) {
		JsonNode body = request.body();
		return switch (step) {
			case "find-person" -> {
				String query = request.query().get("query");
				if (!query.startsWith("\"") || !query.endsWith("\"") || query.length() > 512) {
					yield new Answer(400, "{\"description\":\"Validation failed\"}");
				}
				yield new Answer(200,
						json(Map.of("total", 0, "results",
								this.people.stream()
									.filter((each) -> each.searchable && query.contains("phone:'" + each.number + "'"))
									.map((each) -> Map.of("id", Integer.valueOf(each.id), "phone", each.number))
									.toList())));
			}
			case "make-person" ->
				new Answer(201, json(Map.of("id", Integer.valueOf(person(body.path("phone").asText()).id))));
			case "find" -> new Answer(200,
					json(this.records.stream()
						.filter((each) -> each.person.equals(request.query().get("requester_id")))
						.map(Freshdesk::shown)
						.toList()));
			case "make" ->
				body.path("description").asText().isEmpty() ? new Answer(400, "{\"description\":\"Validation failed\"}")
						: new Answer(201, json(shown(record(body, body.path("requester_id").asText("")))));
			case "comments" -> new Answer(200,
					json(of(request).comments.stream()
						.limit(Integer.parseInt(request.query().getOrDefault("per_page", "30")))
						.map((each) -> Map.of("id", 8, "body_text", each.path("body").asText()))
						.toList()));
			case "look" -> (of(request) != null) ? new Answer(200, json(shown(of(request)))) : new Answer(404, "");
			case "close" -> {
				of(request).closed |= body.path("status").asInt() == 4;
				yield new Answer(200, json(shown(of(request))));
			}
			default -> {
				of(request).comments.add(body);
				yield new Answer(201, "{\"id\":8}");
			}
		};
	}

	private static Map<String, Object> shown(Record ticket) {
		Map<String, Object> shown = new LinkedHashMap<>();
		shown.put("id", Integer.valueOf(ticket.id));
		shown.put("status", ticket.closed ? 4 : 2);
		shown.put("tags", List.of(ticket.body.path("tags").path(0).asText()));
		shown.put("description_text", ticket.body.path("description").asText());
		return shown;
	}

}
