package io.switchboard.delivery.durable;

import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.component.EndpointUriFactorySupport;

/**
 * Writes {@code uri: durable} with {@code parameters: {name: …}} as one address, which
 * Camel asks for where an editor has taken it apart.
 */
public class DurableUriFactory extends EndpointUriFactorySupport implements EndpointUriFactory {

	private static final String SCHEME = "durable";

	@Override
	public boolean isEnabled(String scheme) {
		return SCHEME.equals(scheme);
	}

	@Override
	public String buildUri(String scheme, Map<String, Object> properties, boolean encode) throws URISyntaxException {
		Map<String, Object> rest = new HashMap<>(properties);
		String uri = buildPathParameter("durable:name", "durable:name", "name", null, true, rest);
		return buildQueryParameters(uri, rest, encode);
	}

	@Override
	public Set<String> propertyNames() {
		return Arrays.stream(DurableEndpoint.class.getDeclaredFields())
			.filter((field) -> field.isAnnotationPresent(UriParam.class) || field.isAnnotationPresent(UriPath.class))
			.map(Field::getName)
			.collect(Collectors.toSet());
	}

	@Override
	public Set<String> secretPropertyNames() {
		return Set.of();
	}

	@Override
	public Map<String, String> multiValuePrefixes() {
		return Map.of();
	}

	@Override
	public boolean isLenientProperties() {
		return false;
	}

}
