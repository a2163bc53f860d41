package io.switchboard.records;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Salesforce's REST API: SOQL with {@code LIKE} on numbers in any spelling, and on tasks;
 * it finds new records at once.
 */
final class Salesforce extends Vendor {

	@Override
	String route() {
		return "call-settled-to-salesforce";
	}

	@Override
	Map<String, String> settings(String secret) {
		return Map.of("salesforce.url", url() + "/services/data/v61.0", "salesforce.token", secret,
				"salesforce.recording-wait", "0s");
	}

	@Override
	String step(Request request) {
		String call = request.method() + " " + request.path().replace("/services/data/v61.0/", "");
		return switch (call) {
			case "GET query" -> request.query().get("q").contains("FROM Task") ? "find" : "find-person";
			case "POST sobjects/Contact" -> "make-person";
			case "POST sobjects/Task" -> "make";
			default -> call.startsWith("PATCH sobjects/Task/") ? "update" : "unknown";
		};
	}

	@Override
	Answer answer(Request request, String step) {
		JsonNode body = request.body();
		return switch (step) {
			case "find-person" -> {
				Matcher like = Pattern.compile("WHERE Phone LIKE '([%0-9]+)'").matcher(request.query().get("q"));
				if (!like.find()) {
					yield new Answer(400, "[{\"errorCode\":\"MALFORMED_QUERY\",\"message\":\"unexpected token\"}]");
				}
				Pattern pattern = Pattern.compile(like.group(1).replace("%", ".*"));
				yield new Answer(200,
						json(Map.of("done", true, "records",
								this.people.stream()
									.filter((each) -> each.searchable && pattern.matcher(each.number).matches())
									.map((each) -> Map.of("Id", each.id, "Phone", each.number, "CreatedDate",
											"2026-01-01T00:00:00." + each.id + "+0000"))
									.toList())));
			}
			case "make-person" -> body.path("LastName").asText().isEmpty()
					? new Answer(400, "[{\"errorCode\":\"REQUIRED_FIELD_MISSING\"}]")
					: new Answer(201, json(Map.of("id", person(body.path("Phone").asText()).id, "success", true)));
			case "find" -> {
				Matcher key = Pattern.compile("CallObject = '([^']+)'").matcher(request.query().get("q"));
				String wanted = key.find() ? key.group(1) : "?";
				yield new Answer(200,
						json(Map.of("records",
								this.records.stream()
									.filter((each) -> each.body.path("CallObject").asText().equals(wanted))
									.map((each) -> Map.of("Id", each.id))
									.toList())));
			}
			case "make" ->
				new Answer(201, json(Map.of("id", record(body, body.path("WhoId").asText("")).id, "success", true)));
			default -> update(request, (found) -> new Answer(204, ""),
					new Answer(404, "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"gone\"}]"));
		};
	}

}
