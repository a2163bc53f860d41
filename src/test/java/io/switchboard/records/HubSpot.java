package io.switchboard.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * HubSpot CRM v3: search of contacts and calls with groups of filters, at most five, of
 * which one must be true; objects with {@code properties} and {@code associations}.
 */
final class HubSpot extends Vendor {

	@Override
	String route() {
		return "call-settled-to-hubspot";
	}

	@Override
	Map<String, String> settings(String secret) {
		return Map.of("hubspot.url", url(), "hubspot.token", secret, "hubspot.recording-wait", "0s");
	}

	@Override
	String step(Request request) {
		String call = request.method() + " " + request.path();
		return switch (call) {
			case "POST /crm/v3/objects/contacts/search" -> "find-person";
			case "POST /crm/v3/objects/contacts" -> "make-person";
			case "POST /crm/v3/objects/calls/search" -> "find";
			case "POST /crm/v3/objects/calls" -> "make";
			default -> call.startsWith("PATCH /crm/v3/objects/calls/") ? "update" : "unknown";
		};
	}

	@Override
	Answer answer(Request request, String step) {
		JsonNode properties = request.body().path("properties");
		return switch (step) {
			case "find-person" -> contacts(request.body());
			case "make-person" -> new Answer(201, json(Map.of("id", person(properties.path("phone").asText()).id)));
			case "find" -> {
				String wanted = request.body()
					.path("filterGroups")
					.path(0)
					.path("filters")
					.path(0)
					.path("value")
					.asText();
				yield new Answer(200,
						json(Map.of("results", this.records.stream()
							.filter((each) -> each.searchable
									&& each.body.path("properties").path("hs_call_external_id").asText().equals(wanted))
							.map((each) -> Map.of("id", each.id))
							.toList())));
			}
			case "make" -> new Answer(201, json(Map.of("id", record(request.body(),
					request.body().path("associations").path(0).path("to").path("id").asText("")).id)));
			case "update" -> {
				Record found = this.records.stream()
					.filter((each) -> request.path().endsWith("/" + each.id))
					.findFirst()
					.orElse(null);
				if (found == null) {
					yield new Answer(404, "{\"status\":\"error\",\"message\":\"resource not found\"}");
				}
				found.body = request.body();
				yield new Answer(200, json(Map.of("id", found.id)));
			}
			default -> new Answer(404, "{}");
		};
	}

	private Answer contacts(JsonNode search) {
		List<Map<String, Object>> results = new ArrayList<>();
		if (search.path("filterGroups").size() > 5) {
			return new Answer(400, "{\"message\":\"too many filterGroups\"}");
		}
		for (Person person : this.people) {
			boolean found = false;
			for (JsonNode group : search.path("filterGroups")) {
				JsonNode filter = group.path("filters").path(0);
				boolean calculated = filter.path("propertyName")
					.asText()
					.equals("hs_searchable_calculated_phone_number");
				found |= calculated && digits(person.number).endsWith(filter.path("value").asText());
				for (JsonNode value : filter.path("values")) {
					found |= filter.path("propertyName").asText().equals("phone")
							&& value.asText().equals(person.number);
				}
			}
			if (found && person.searchable) {
				results.add(Map.of("id", person.id, "properties",
						Map.of("phone", person.number, "createdate", "2026-01-01T00:00:00." + person.id + "Z")));
			}
		}
		return new Answer(200, json(Map.of("total", results.size(), "results", results)));
	}

}
