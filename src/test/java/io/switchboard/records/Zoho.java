package io.switchboard.records;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Zoho CRM's API v8: ten conditions at most, 204 for a search without a result, its own
 * word before a token, and failures in the body.
 */
final class Zoho extends Vendor {

	@Override
	String route() {
		return "call-settled-to-zoho";
	}

	@Override
	Map<String, String> settings(String secret) {
		return Map.of("zoho.url", url() + "/crm/v8", "zoho.oauth", "zoho", "zoho.recording-wait", "0s",
				"oauth.zoho.token-url", url() + "/token", "oauth.zoho.client-id", "us", "oauth.zoho.client-secret",
				"the-secret-of-the-client", "oauth.zoho.scheme", "Zoho-oauthtoken");
	}

	@Override
	String step(Request request) {
		String call = request.method() + " " + request.path().replace("/crm/v8/", "");
		return switch (call) {
			case "POST /token" -> "token";
			case "GET Contacts/search" -> "find-person";
			case "POST Contacts" -> "make-person";
			case "GET Calls" -> "find";
			case "POST Calls" -> "make";
			default -> call.startsWith("PUT Calls/") ? "update" : "unknown";
		};
	}

	@Override
	Answer answer(Request request, String step) {
		if (step.equals("token")) {
			return new Answer(200, "{\"access_token\":\"" + OddAnswers.SECRET + "\",\"expires_in\":3600}");
		}
		if (!("Zoho-oauthtoken " + OddAnswers.SECRET).equals(request.headers().get("authorization"))) {
			return new Answer(401, "{\"code\":\"INVALID_TOKEN\"}");
		}
		JsonNode body = request.body().path("data").path(0);
		return switch (step) {
			case "find-person" -> search(request.query().get("criteria"));
			case "make-person" -> done(person(body.path("Phone").asText()).id);
			case "find" -> this.records.isEmpty() ? new Answer(204, "")
					: new Answer(200,
							json(Map.of("data",
									this.records.stream()
										.filter((each) -> each.searchable)
										.map((each) -> Map.of("id", each.id, "Description",
												each.body.path("data").path(0).path("Description").asText()))
										.toList())));
			case "make" -> done(record(request.body(), body.path("Who_Id").asText("")).id);
			default -> body.has("Call_Type") ? refused("INVALID_DATA", "invalid data") : update(request,
					(found) -> done(found.id), refused("INVALID_DATA", "the id given seems to be invalid"));
		};
	}

	private Answer search(String criteria) {
		Matcher condition = Pattern.compile("\\(Phone:equals:([^)]*)\\)").matcher(criteria);
		List<String> wanted = condition.results().map((each) -> each.group(1)).toList();
		if (criteria.split("equals", -1).length - 1 > 10) {
			return refused("INVALID_QUERY", "too many criteria");
		}
		List<Map<String, String>> found = this.people.stream()
			.filter((each) -> each.searchable && wanted.contains(each.number))
			.map((each) -> Map.of("id", each.id, "Phone", each.number, "Created_Time",
					"2026-01-01T00:00:00+00:00 " + each.id))
			.toList();
		return found.isEmpty() ? new Answer(204, "") : new Answer(200, json(Map.of("data", found)));
	}

	private static Answer done(String id) {
		return new Answer(200, json(Map.of("data", List.of(Map.of("code", "SUCCESS", "status", "success", "message",
				"record added", "details", Map.of("id", id))))));
	}

	private static Answer refused(String code, String message) {
		return new Answer(400, json(Map.of("data",
				List.of(Map.of("code", code, "status", "error", "message", message, "details", Map.of())))));
	}

}
