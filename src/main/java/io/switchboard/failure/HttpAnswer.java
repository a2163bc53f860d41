package io.switchboard.failure;

import java.net.URI;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP server answered, in words. Of an address only the host is told: what
 * follows it may be a secret, as in a chat's webhook.
 */
final class HttpAnswer {

	private static final int FIRST_REDIRECT = 300;

	private static final int LAST_REDIRECT = 399;

	private HttpAnswer() {
	}

	/** Whether it is Camel's own, which quotes the whole address. */
	static boolean is(Throwable cause) {
		return cause.getClass() == HttpOperationFailedException.class;
	}

	static String told(Throwable cause) {
		HttpOperationFailedException http = (HttpOperationFailedException) cause;
		String status = "%d %s"
			.formatted(http.getStatusCode(), (http.getStatusText() != null) ? http.getStatusText() : "")
			.strip();
		boolean redirect = http.getStatusCode() >= FIRST_REDIRECT && http.getStatusCode() <= LAST_REDIRECT;
		return "%s answered %s%s".formatted(host(http.getUri()), status,
				redirect ? ", which leads to %s and is not followed; mend the address, or see http.hosts (HTTP_HOSTS)"
					.formatted(host(http.getRedirectLocation())) : "");
	}

	private static String host(@Nullable String address) {
		try {
			URI uri = URI.create(String.valueOf(address));
			return (uri.getHost() == null) ? "another address"
					: uri.getScheme() + "://" + uri.getHost() + ((uri.getPort() >= 0) ? ":" + uri.getPort() : "");
		}
		catch (IllegalArgumentException ex) {
			return "the server";
		}
	}

}
