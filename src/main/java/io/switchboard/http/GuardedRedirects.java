package io.switchboard.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Follows a redirect to an allowed host, if the same request is made there. The client
 * would change a POST into a GET, which does nothing.
 */
final class GuardedRedirects extends DefaultRedirectStrategy {

	private static final Set<String> READING = Set.of("GET", "HEAD");

	/** Redirects that keep the method and the body. */
	private static final Set<Integer> KEEPING = Set.of(307, 308);

	private final AllowedHosts hosts;

	GuardedRedirects(AllowedHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public boolean isRedirected(HttpRequest request, HttpResponse response, HttpContext context)
			throws ProtocolException {
		return super.isRedirected(request, response, context)
				&& (READING.contains(request.getMethod()) || KEEPING.contains(response.getCode()))
				&& isAllowed(request, response, context);
	}

	private boolean isAllowed(HttpRequest request, HttpResponse response, HttpContext context) {
		try {
			URI to = getLocationURI(request, response, context);
			return this.hosts.allowsRedirect(request.getUri(), to);
		}
		catch (HttpException | URISyntaxException ex) {
			return false;
		}
	}

	/** Asked once more by the client, which knows no list of hosts. */
	@Override
	public boolean isRedirectAllowed(HttpHost current, HttpHost next, HttpRequest redirect, HttpContext context) {
		return true;
	}

}
