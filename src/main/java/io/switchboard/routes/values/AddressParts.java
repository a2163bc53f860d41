package io.switchboard.routes.values;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/**
 * An address whose path is written as parameters, as graphical editors save it:
 * {@code uri: direct} with {@code parameters: {name: orders}} is {@code direct:orders}.
 * Camel's components say which parameters make the path.
 */
public final class AddressParts {

	private static final String FACTORIES = "META-INF/services/org/apache/camel/urifactory/%s-endpoint";

	private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

	private static final Pattern KAMELET = Pattern.compile("kamelet:([\\w.-]+)");

	private static final Pattern MARK = Pattern.compile("part(\\d+)part");

	private static final Map<String, EndpointUriFactory> KNOWN = new ConcurrentHashMap<>();

	private AddressParts() {
	}

	/**
	 * An address in one piece.
	 *
	 * @param uri with its path, without options
	 * @param taken the parameters that it holds now; the others are options
	 */
	public record Joined(String uri, Set<String> taken) {
	}

	/**
	 * Joins an address that is written in parts.
	 * @param uri as it is written
	 * @param parameters as they are written below it, texts only
	 * @return null if there is nothing to join: the address has its path, the component
	 * is not known, or a part of the path is missing
	 */
	public static @Nullable Joined join(String uri, Map<String, String> parameters) {
		Matcher kamelet = KAMELET.matcher(uri);
		if (kamelet.matches()) {
			return kamelet.group(1).equals(parameters.get("templateId")) ? new Joined(uri, Set.of("templateId")) : null;
		}
		EndpointUriFactory factory = SCHEME.matcher(uri).matches() ? factory(uri) : null;
		if (factory == null) {
			return null;
		}
		List<String> names = List.copyOf(parameters.keySet());
		Map<String, Object> marks = new HashMap<>();
		names.forEach((name) -> marks.put(name, "part%dpart".formatted(names.indexOf(name))));
		try {
			String path = factory.buildUri(uri, marks, false).replaceFirst("\\?.*", "");
			Set<String> taken = new HashSet<>();
			String joined = MARK.matcher(path).replaceAll((mark) -> {
				String name = names.get(Integer.parseInt(mark.group(1)));
				taken.add(name);
				return Matcher.quoteReplacement(parameters.get(name));
			});
			return taken.isEmpty() ? null : new Joined(joined, taken);
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	/** Only asked for texts; made when the first address in parts is met. */
	private static final class Converter {

		private static final CamelContext CONTEXT = built();

		private Converter() {
		}

		private static CamelContext built() {
			CamelContext context = new DefaultCamelContext(false);
			context.build();
			return context;
		}

	}

	private static @Nullable EndpointUriFactory factory(String scheme) {
		return KNOWN.computeIfAbsent(scheme, AddressParts::find);
	}

	private static @Nullable EndpointUriFactory find(String scheme) {
		ClassLoader loader = ClassUtils.getDefaultClassLoader();
		try (InputStream file = (loader != null) ? loader.getResourceAsStream(FACTORIES.formatted(scheme)) : null) {
			if (file == null) {
				return null;
			}
			Properties named = new Properties();
			named.load(file);
			EndpointUriFactory factory = (EndpointUriFactory) BeanUtils
				.instantiateClass(ClassUtils.forName(named.getProperty("class"), loader));
			factory.setCamelContext(Converter.CONTEXT);
			return factory;
		}
		catch (IOException | ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

}
