package io.switchboard.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Zendesk's Support API: tickets by our external id, and users made or found by theirs;
 * the first comment of a ticket is its description.
 */
final class Zendesk extends Vendor {

	@Override
	String route() {
		return "call-settled-to-zendesk";
	}

	@Override
	Map<String, String> settings(String secret) {
		return Map.of("zendesk.url", url(), "zendesk.user", "agent@example.org/token", "zendesk.token", secret);
	}

	@Override
	String step(Request request) {
		String call = request.method() + " " + request.path().replaceFirst("(?<=tickets/)\\d+", "N");
		return switch (call) {
			case "GET /api/v2/users/search" -> "find-person";
			case "POST /api/v2/users/create_or_update" -> "make-person";
			case "GET /api/v2/tickets" -> "find";
			case "POST /api/v2/tickets" -> "make";
			case "GET /api/v2/tickets/N" -> "look";
			case "GET /api/v2/tickets/N/comments" -> "comments";
			case "PUT /api/v2/tickets/N" -> request.body().path("ticket").has("status") ? "close" : "comment";
			default -> "unknown";
		};
	}

	@Override
	Answer answer(Request request, String step) {
		JsonNode ticket = request.body().path("ticket");
		return switch (step) {
			case "find-person" -> new Answer(200,
					json(Map.of("users",
							this.people.stream()
								.filter((each) -> each.searchable
										&& ("phone:" + digits(each.number)).equals(request.query().get("query")))
								.map((each) -> Map.of("id", Integer.valueOf(each.id), "phone", each.number))
								.toList())));
			case "make-person" -> new Answer(201, json(Map.of("user",
					Map.of("id", Integer.valueOf(onePerson(request.body().path("user").path("phone").asText()).id)))));
			case "find" -> new Answer(200,
					json(Map.of("tickets",
							this.records.stream()
								.filter((each) -> each.body.path("ticket")
									.path("external_id")
									.asText()
									.equals(request.query().get("external_id")))
								.map(Zendesk::shown)
								.toList())));
			case "make" -> {
				Record made = record(request.body(), ticket.path("requester_id").asText(""));
				made.comments.add(ticket.path("comment"));
				yield new Answer(201, json(Map.of("ticket", shown(made))));
			}
			case "comments" -> {
				List<Map<String, Object>> all = new ArrayList<>();
				of(request).comments.forEach((each) -> all.add(Map.of("id", 9, "body", each.path("body").asText())));
				yield new Answer(200, json(Map.of("comments", all)));
			}
			case "look" -> (of(request) != null) ? new Answer(200, json(Map.of("ticket", shown(of(request)))))
					: new Answer(404, "{\"error\":\"RecordNotFound\"}");
			default -> {
				Record found = of(request);
				found.closed |= ticket.path("status").asText().equals("solved");
				found.comments.add(ticket.path("comment"));
				yield new Answer(200, json(Map.of("ticket", shown(found))));
			}
		};
	}

	private static Map<String, Object> shown(Record ticket) {
		return Map.of("id", Integer.valueOf(ticket.id), "status", ticket.closed ? "solved" : "open");
	}

}
