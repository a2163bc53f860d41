package io.switchboard.failure;

import java.net.URI;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer of an HTTP server in words. It names only the host of an address,
 * because the rest may be a secret, as in the webhook of a chat.
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
		return "%s answered %s%s".formatted(host(http.getUri()), status, redirect
				? ", which leads to %s and is not followed; correct the address, or see http.hosts (HTTP_HOSTS)"
					.formatted(host(http.getRedirectLocation()))
				: "");
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
