package io.switchboard.console.api;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/** Describes what all operations share: who may call them, and how they fail. */
@Component
class ApiDescription implements OpenApiCustomizer {

	private static final String PROBLEM = "Problem";

	/** A preview has a Problem of its own. */
	private static final String PROBLEM_DETAIL = "ProblemDetail";

	/** How an operation may fail, in words, in order. */
	private static final Map<Integer, String> FAILURES = new TreeMap<>(
			Map.of(400, "A parameter or the body cannot be used", 401, "Neither a token nor a login", 403,
					"The user may not do this: a viewer may look, but not act", 404, "It does not exist", 409,
					"Its state does not allow that", 429, "Too many at once: try again later", 502,
					"VoIPstudio refused, or did not answer", 503, "The store does not answer: try again later"));

	@Override
	public void customise(OpenAPI api) {
		api.getServers().forEach((server) -> server.setDescription("This Switchboard"));
		api.getComponents()
			.addSchemas(PROBLEM_DETAIL, problem())
			.addSecuritySchemes("token", new SecurityScheme().type(SecurityScheme.Type.HTTP)
				.scheme("bearer")
				.description(
						"The setting api.token, or what is in data/api.token. For /api/phone a token of phones.* too"))
			.addSecuritySchemes("login", new SecurityScheme().type(SecurityScheme.Type.APIKEY)
				.in(SecurityScheme.In.COOKIE)
				.name("switchboard")
				.description(
						"The session of a user who has logged in to the console: a viewer reads, an operator acts"));
		FAILURES.forEach((status, words) -> api.getComponents().addResponses(name(status), response(words)));
		api.setSecurity(
				List.of(new SecurityRequirement().addList("token"), new SecurityRequirement().addList("login")));
		api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
			if (operation.getDescription() == null) {
				operation.setDescription(operation.getSummary() + ".");
			}
			fail(operation, 401, 503);
			if (operation.getParameters() != null || operation.getRequestBody() != null) {
				fail(operation, 400);
			}
			if (path.contains("{")) {
				fail(operation, 404);
			}
			if (method == HttpMethod.POST && !path.endsWith("/decide")) {
				fail(operation, 403);
			}
			if (path.matches(".*/deliveries/\\{id}/.*|.*/dry-run|.*/preview|.*/backfills/\\{id}/.+")) {
				fail(operation, 409);
			}
			if (method == HttpMethod.POST && path.endsWith("/backfills")) {
				fail(operation, 409);
			}
			if (path.startsWith("/api/phone")) {
				fail(operation, 403, 404);
			}
			if (path.equals("/api/phone/events")) {
				fail(operation, 429);
			}
			if (path.endsWith(".mp3")) {
				fail(operation, 502);
			}
		}));
		ApiWords.addWebhooks(api);
		ApiWords.read().describe(api);
		sort(api);
	}

	/** Sorted, because the order of class files may change. */
	private static void sort(OpenAPI api) {
		Map<String, PathItem> sorted = new TreeMap<>(api.getPaths());
		api.getPaths().clear();
		sorted.forEach(api.getPaths()::addPathItem);
		api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
		api.addTagsItem(new Tag().name("Webhooks").description("What Switchboard itself posts to others"));
		api.addTagsItem(new Tag().name("Hooks").description("What your own systems post to Switchboard"));
		api.setTags(api.getTags().stream().sorted(Comparator.comparing(Tag::getName)).toList());
	}

	private static void fail(Operation operation, int... statuses) {
		for (int status : statuses) {
			operation.getResponses()
				.addApiResponse(String.valueOf(status),
						new ApiResponse().$ref("#/components/responses/" + name(status)));
		}
	}

	private static String name(int status) {
		return PROBLEM + status;
	}

	private static ApiResponse response(String words) {
		return new ApiResponse().description(words)
			.content(new Content().addMediaType("application/problem+json",
					new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM_DETAIL))));
	}

	/** RFC 9457. */
	private static Schema<?> problem() {
		Schema<?> problem = new JsonSchema().types(Set.of("object"));
		problem.addProperty("type", text());
		problem.addProperty("title", text());
		problem.addProperty("status", new JsonSchema().types(Set.of("integer")).format("int32"));
		problem.addProperty("detail", text());
		problem.addProperty("instance", text());
		problem.addProperty("parameter", text());
		problem.setRequired(List.of("status"));
		return problem;
	}

	private static Schema<?> text() {
		return new JsonSchema().types(Set.of("string"));
	}

}
