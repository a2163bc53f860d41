package io.switchboard.console.picture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Where a route is written down. */
@Component
public class RouteSources {

	private final CamelContext camel;

	private final WiringReader wiring;

	RouteSources(CamelContext camel, WiringReader wiring) {
		this.camel = camel;
		this.wiring = wiring;
	}

	/**
	 * What a route is made from.
	 *
	 * @param name of the file, or of the class
	 * @param lines the file's text; empty for a class
	 */
	public record RouteSource(String name, List<String> lines) {
	}

	/**
	 * What one is made from.
	 * @param id a route's id
	 * @return null if that is not known, or can no longer be read
	 */
	public @Nullable RouteSource of(String id) {
		RouteDefinition route = this.wiring.definition(id);
		if (route == null) {
			return null;
		}
		for (RouteBuilder builder : this.camel.getRegistry().findByType(RouteBuilder.class)) {
			if (builder.getRouteCollection().getRoutes().stream().anyMatch((each) -> id.equals(each.getId()))) {
				return new RouteSource(ClassUtils.getUserClass(builder).getName(), List.of());
			}
		}
		return (route.getResource() != null) ? file(route.getResource()) : null;
	}

	private static @Nullable RouteSource file(Resource file) {
		try (InputStream text = file.getInputStream()) {
			return new RouteSource(file.getLocation().replaceFirst(".*/", ""),
					new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
		}
		catch (IOException ex) {
			return null;
		}
	}

}
