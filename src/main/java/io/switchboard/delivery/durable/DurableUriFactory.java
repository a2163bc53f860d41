package io.switchboard.delivery.durable;

import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.camel.spi.EndpointUriFactory;
import org.apache.camel.support.component.EndpointUriFactorySupport;

/**
 * Joins {@code uri: durable} and {@code parameters: {name: …}} to one address. Some
 * editors write them apart.
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

	/** Only the name of the path. The component reads its options itself, as texts. */
	@Override
	public Set<String> propertyNames() {
		return Set.of("name");
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
