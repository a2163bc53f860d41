package io.switchboard.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Knows to which hosts a request may go, also by a redirect. A redirect is never followed
 * from HTTPS to plain HTTP.
 */
@Component
public final class AllowedHosts {

	private static final Pattern HOST = Pattern.compile("(?:\\*\\.)?(?:[a-z0-9_.-]+|\\[[0-9a-f:.]+])(?::\\d{1,5})?");

	private static final String HTTPS = "https";

	private final List<String> hosts;

	/**
	 * Those of the settings.
	 * @param hosts names separated by commas, each perhaps with {@code *.} before it or a
	 * port behind it; empty for any host
	 * @throws IllegalArgumentException if one of them is none
	 */
	public AllowedHosts(@Value("${http.hosts:}") String hosts) {
		this.hosts = Arrays.stream(hosts.toLowerCase(Locale.ROOT).split(","))
			.map(String::strip)
			.filter((each) -> !each.isEmpty())
			.toList();
		for (String host : this.hosts) {
			if (!HOST.matcher(host).matches()) {
				throw new IllegalArgumentException(
						"http.hosts: '%s' is not a host; write it as api.example.org, *.example.org or localhost:8080"
							.formatted(host));
			}
		}
	}

	boolean allows(URI uri) {
		return this.hosts.isEmpty() || isNamed(uri);
	}

	/** If no host is named, a redirect must stay on its host. */
	boolean allowsRedirect(URI from, URI to) {
		if (to.getHost() == null || (HTTPS.equals(from.getScheme()) && !HTTPS.equals(to.getScheme()))) {
			return false;
		}
		return this.hosts.isEmpty() ? isSame(from, to) : isNamed(to);
	}

	/** Whether both are on one server, which may have changed to HTTPS. */
	static boolean isSame(URI from, URI to) {
		boolean upgrade = !HTTPS.equals(from.getScheme()) && HTTPS.equals(to.getScheme());
		return to.getHost().equalsIgnoreCase(from.getHost()) && (upgrade || port(to) == port(from));
	}

	private boolean isNamed(URI uri) {
		String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
		String withPort = host + ":" + port(uri);
		return this.hosts.stream().anyMatch((each) -> {
			String whole = each.matches(".*:\\d+") ? withPort : host;
			return each.startsWith("*.") ? whole.endsWith(each.substring(1)) : whole.equals(each);
		});
	}

	private static int port(URI uri) {
		return (uri.getPort() >= 0) ? uri.getPort() : HTTPS.equals(uri.getScheme()) ? 443 : 80;
	}

}
