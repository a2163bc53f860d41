package io.switchboard.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Jira Service Management's API: requests with fields of their type, internal comments,
 * transitions by number, and a search that lags.
 */
final class Jira extends Vendor {

	@Override
	String route() {
		return "call-settled-to-jira";
	}

	@Override
	Map<String, String> settings(String secret) {
		return Map.of("jira.url", url(), "jira.user", "agent@example.org", "jira.token", secret, "jira.service-desk",
				"10", "jira.request-type", "25", "jira.close-transition", "31");
	}

	@Override
	String step(Request request) {
		String call = request.method() + " " + request.path().replaceFirst("SD-\\d+", "N");
		return switch (call) {
			case "GET /rest/api/3/search/jql" -> "find";
			case "POST /rest/servicedeskapi/request" -> "make";
			case "GET /rest/servicedeskapi/request/N" -> "look";
			case "POST /rest/servicedeskapi/request/N/comment" -> "comment";
			case "POST /rest/servicedeskapi/request/N/transition" -> "close";
			case "GET /rest/api/3/issue/N" -> "comments";
			default -> "unknown";
		};
	}

	@Override
	Answer answer(Request request, String step) {
		JsonNode body = request.body();
		return switch (step) {
			case "find" -> new Answer(200,
					json(Map.of("issues",
							this.records.stream()
								.filter((each) -> each.searchable && !each.closed
										&& request.query().get("jql").contains("voipstudio-447700900123"))
								.map((each) -> Map.of("key", "SD-" + each.id))
								.toList())));
			case "make" ->
				body.path("requestTypeId").asText().equals("25") && body.path("serviceDeskId").asText().equals("10")
						? new Answer(201, json(Map.of("issueKey", "SD-" + record(body, "").id)))
						: new Answer(400, "{\"errorMessage\":\"no such type\"}");
			case "look" -> (of(request) != null)
					? new Answer(200,
							json(Map.of("issueKey", "SD-" + of(request).id, "currentStatus",
									Map.of("statusCategory", of(request).closed ? "DONE" : "NEW"))))
					: new Answer(404, "{\"errorMessage\":\"no such request\"}");
			case "comments" -> {
				List<Object> all = new ArrayList<>();
				of(request).comments.forEach((each) -> all.add(each.path("body").asText()));
				yield new Answer(200, json(Map.of("key", "SD-" + of(request).id, "fields", Map.of("description",
						of(request).body.path("requestFieldValues").path("description").asText(), "comment", all))));
			}
			case "comment" -> {
				of(request).comments.add(body);
				yield new Answer(201, "{\"id\":\"8\"}");
			}
			default -> {
				of(request).closed |= body.path("id").asText().equals("31");
				yield new Answer(204, "");
			}
		};
	}

}
