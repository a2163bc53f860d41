package io.switchboard.routes.compiled;

import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.switchboard.routes.compiled.UncompilableException.Problem;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.support.RouteBuilderLoaderSupport;
import org.apache.camel.spi.Resource;

/**
 * Loads a file such as {@code routes/KeyToSurveyRoute.java}. Camel looks for it by name.
 */
public class JavaRoutesLoader extends RouteBuilderLoaderSupport {

	/** Camel makes one for each context. */
	public JavaRoutesLoader() {
		super("java");
	}

	@Override
	protected RouteBuilder doLoadRouteBuilder(Resource resource) throws Exception {
		String text;
		try (InputStream bytes = resource.getInputStream()) {
			text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
		}
		String file = resource.getLocation().replaceFirst(".*[/\\\\:]", "");
		List<Class<?>> routes = Compilation.of(file, text)
			.stream()
			.filter(RouteBuilder.class::isAssignableFrom)
			.filter((each) -> !Modifier.isAbstract(each.getModifiers()))
			.toList();
		if (routes.size() != 1) {
			throw new UncompilableException(List
				.of(new Problem(0, 0, "there are %d classes in it that extend RouteBuilder".formatted(routes.size()),
						"Write one, in a file of its own.")));
		}
		try {
			Constructor<?> constructor = routes.get(0).getDeclaredConstructor();
			constructor.setAccessible(true);
			return (RouteBuilder) constructor.newInstance();
		}
		catch (NoSuchMethodException ex) {
			throw new UncompilableException(
					List.of(new Problem(0, 0, routes.get(0).getSimpleName() + " has no constructor without parameters",
							"Look beans up in configure(), or put the route into a jar in lib/.")));
		}
	}

}
