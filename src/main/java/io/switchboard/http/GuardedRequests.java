package io.switchboard.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.WrongSetting;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Stops requests and redirects to hosts that are not allowed, and requests whose path
 * climbs.
 */
public final class GuardedRequests implements ExecChainHandler {

	/** A server, or a proxy before it, follows such a part up. */
	private static final Pattern DOTS = Pattern.compile("(?i)(?:^|/)(?:\\.|%2e){1,2}(?:/|$)");

	private final AllowedHosts hosts;

	private GuardedRequests(AllowedHosts hosts) {
		this.hosts = hosts;
	}

	/**
	 * Guards a client.
	 * @param client that is being built
	 * @param hosts which it may reach
	 */
	public static void install(HttpClientBuilder client, AllowedHosts hosts) {
		client.setRedirectStrategy(new GuardedRedirects(hosts))
			.addExecInterceptorFirst("guarded-requests", new GuardedRequests(hosts));
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		URI uri = uri(request);
		if (!this.hosts.allows(uri)) {
			String text = "http.hosts (HTTP_HOSTS) does not allow %s".formatted(uri.getHost());
			throw new IOException(text, new WrongSetting(text));
		}
		if (DOTS.matcher(String.valueOf(uri.getRawPath())).find()) {
			String text = "the path of the request has a part that is only dots, and would lead elsewhere; is a field of the event like that?";
			throw new IOException(text, new PermanentFailure(text));
		}
		return chain.proceed(request, scope);
	}

	private static URI uri(ClassicHttpRequest request) throws IOException {
		try {
			return request.getUri();
		}
		catch (URISyntaxException ex) {
			throw new IOException("the request's address is not valid", ex);
		}
	}

}
