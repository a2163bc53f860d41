package io.switchboard.routes.check.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.text.Nearest;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Says which of Camel's jars has a component, data format or language. It knows all of
 * Camel's catalogue, even jars that are not on the class path.
 */
final class CamelJars {

	static final String FILE = "camel-jars.properties";

	static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+-]*");

	private static final Properties JARS = read();

	private CamelJars() {
	}

	/** The kinds of things that a jar has. */
	enum Kind {

		COMPONENT, DATAFORMAT, LANGUAGE;

		String prefix() {
			return name().toLowerCase(Locale.ROOT) + ".";
		}

	}

	/**
	 * Says what to do about a missing one.
	 * @param name as it was written
	 * @param there those that are on the class path
	 * @param otherwise another way, such as {@code send to a kamelet}; empty for nothing
	 */
	static String mend(Kind kind, String name, Collection<String> there, String otherwise) {
		String or = otherwise.isEmpty() ? "" : ", or " + otherwise;
		String jar = JARS.getProperty(kind.prefix() + name);
		if (jar != null) {
			return "Add %s and what it needs to lib/%s.".formatted(jar, or);
		}
		Optional<String> near = Nearest.of(name, there);
		if (near.isPresent()) {
			return "Did you mean %s?".formatted(near.get());
		}
		return Nearest.of(name, names(kind))
			.map((known) -> "Did you mean %s? Then add %s and what it needs to lib/%s.".formatted(known,
					JARS.getProperty(kind.prefix() + known), or))
			.orElse("Camel itself does not have it: add the jar that has it to lib/%s.".formatted(or));
	}

	private static Set<String> names(Kind kind) {
		Set<String> names = new TreeSet<>();
		for (String key : JARS.stringPropertyNames()) {
			if (key.startsWith(kind.prefix())) {
				names.add(key.substring(kind.prefix().length()));
			}
		}
		return names;
	}

	private static Properties read() {
		Properties jars = new Properties();
		try (InputStream file = CamelJars.class.getResourceAsStream(FILE)) {
			jars.load(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return jars;
	}

	/** All components that are on the class path. */
	static Set<String> schemes() {
		try {
			return Stream
				.of(new PathMatchingResourcePatternResolver()
					.getResources("classpath*:META-INF/services/org/apache/camel/component/*"))
				.map(Resource::getFilename)
				.filter((name) -> name != null && SCHEME.matcher(name).matches())
				.collect(Collectors.toCollection(() -> new TreeSet<>(Set.of("durable"))));
		}
		catch (IOException ex) {
			return Set.of();
		}
	}

}
