package io.switchboard.routes.check.decision;

import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.platformhttp.HttpPaths;
import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import org.apache.camel.component.platform.http.spi.Method;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.VerbDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.util.URISupport;

/**
 * Whether requests reach the routes of the folder that read from {@code platform-http:}.
 * Camel says so only when such a route is started.
 */
class OwnDoorCheck {

	private static final String SCHEME = "platform-http:";

	private static final String RESTRICT = "httpMethodRestrict";

	private final Destinations destinations;

	private final Findings findings;

	/** By method and path. */
	private final Map<String, RouteDefinition> readers = new HashMap<>();

	OwnDoorCheck(Destinations destinations, Findings findings) {
		this.destinations = destinations;
		this.findings = findings;
	}

	void check(RouteDefinition route) {
		String uri = this.destinations.resolved(route.getInput().getEndpointUri());
		String target = Destinations.target(uri);
		if (!target.startsWith(SCHEME) || target.contains("{{") || !Wording.isInFile(route)) {
			return;
		}
		String path = "/" + target.substring(SCHEME.length()).replaceAll("^/+", "");
		Place place = Place.of(route, route, SCHEME);
		path(place, path);
		for (String method : methods(route, uri)) {
			RouteDefinition other = this.readers.putIfAbsent(method + " " + path, route);
			if (other != null && other != route) {
				this.findings.add(place, Rule.CHANNEL,
						"%s%s has a reader already, route %s in %s".formatted(SCHEME, path, other.getId(),
								Place.of(other, other, SCHEME)),
						"Give this route a path of its own, or give each of the two methods of its own by httpMethodRestrict.");
				return;
			}
		}
	}

	/** Camel makes such a route of each verb. */
	void check(RestDefinition rest) {
		Resource resource = rest.getResource();
		if (resource == null) {
			return;
		}
		String file = resource.getLocation().replaceFirst("^(?:file|source):", "");
		for (VerbDefinition verb : rest.getVerbs()) {
			String path = this.destinations.resolved(
					Stream.of(rest.getPath(), verb.getPath()).filter(Objects::nonNull).collect(Collectors.joining("/")))
				.replaceAll("/{2,}", "/");
			if (!path.contains("{{")) {
				path(new Place(file, Math.max(rest.getLineNumber(), 0), 0), "/" + path.replaceFirst("^/", ""));
			}
		}
	}

	private void path(Place place, String path) {
		String wrong = HttpPaths.wrong(path);
		if (wrong != null) {
			this.findings.add(place, Rule.CHANNEL, "%s%s %s".formatted(SCHEME, path, wrong),
					"Write a path that starts with /http/, such as platform-http:/http%s."
						.formatted(path.equals("/") ? "/orders" : path));
		}
	}

	private List<String> methods(RouteDefinition route, String uri) {
		List<String> all = Arrays.stream(Method.values()).map(Method::name).toList();
		String restrict = restrict(uri);
		if (restrict.isBlank() || restrict.contains("{{")) {
			return all;
		}
		List<String> methods = Arrays.stream(restrict.split(","))
			.map((each) -> each.strip().toUpperCase(Locale.ROOT))
			.toList();
		methods.stream().filter((each) -> !all.contains(each)).findFirst().ifPresent((each) -> {
			this.findings.add(Place.of(route, route, RESTRICT), Rule.OPTION,
					"platform-http: there is no method '%s'".formatted(each), Wording.meant(each, all));
		});
		return methods;
	}

	private String restrict(String uri) {
		try {
			Map<String, Object> options = uri.contains("?") ? URISupport.parseQuery(uri.substring(uri.indexOf('?') + 1))
					: Map.of();
			return this.destinations.value(Objects.toString(options.get(RESTRICT), ""));
		}
		catch (URISyntaxException ex) {
			return "";
		}
	}

}
