package io.switchboard.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.protocol.RedirectLocations;
import org.apache.hc.core5.http.Header;
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

	/** Each of them repeats what is sent. */
	private static final int MOST = 5;

	/** What another server may read too. */
	private static final Set<String> FOR_ALL = Set.of("accept", "content-type", "user-agent", "idempotency-key",
			"webhook-id", "webhook-timestamp", "webhook-signature");

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
			return this.hosts.allowsRedirect(request.getUri(), to) && !isCircle(request.getUri(), to, context);
		}
		catch (HttpException | URISyntaxException ex) {
			return false;
		}
	}

	/**
	 * Such a redirect is an answer like any other; the client's own failure has the
	 * address.
	 */
	private static boolean isCircle(URI from, URI to, HttpContext context) {
		RedirectLocations been = HttpClientContext.cast(context).getRedirectLocations();
		return to.equals(from) || (been != null && (been.contains(to) || been.size() >= MOST));
	}

	/**
	 * Asked once more by the client, which knows no list of hosts. The request is a copy
	 * of what we were given, from before our own headers were taken out and a token put
	 * in. A login is for one server, whatever the header is called in which it is sent.
	 */
	@Override
	public boolean isRedirectAllowed(HttpHost current, HttpHost next, HttpRequest redirect, HttpContext context) {
		boolean same = AllowedHosts.isSame(URI.create(current.toURI()), URI.create(next.toURI()));
		for (Header header : redirect.getHeaders()) {
			String name = header.getName().toLowerCase(Locale.ROOT);
			if (name.startsWith("switchboard-") || !(same || FOR_ALL.contains(name))) {
				redirect.removeHeader(header);
			}
		}
		Header login = HttpClientContext.cast(context).getRequest().getFirstHeader("Authorization");
		if (same && login != null) {
			redirect.setHeader(login);
		}
		return true;
	}

}
