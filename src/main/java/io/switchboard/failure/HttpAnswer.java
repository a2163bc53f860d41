package io.switchboard.failure;

import java.net.URI;
import java.util.Set;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer of an HTTP server in words. It names only the host of an address,
 * because the rest may be a secret, as in the webhook of a chat.
 */
final class HttpAnswer {

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	/** Redirects that keep the method and the body. */
	private static final Set<Integer> KEEPING = Set.of(307, 308);

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
		return "%s answered %s%s".formatted(host(http.getUri()), status,
				REDIRECTS.contains(http.getStatusCode()) ? redirect(http) : "");
	}

	/** Where it leads, why it is not followed, and what to do. */
	private static String redirect(HttpOperationFailedException http) {
		String location = http.getRedirectLocation();
		if (location == null || location.isBlank()) {
			return ", without the address that it leads to";
		}
		String from = host(http.getUri());
		String to = host(resolved(http.getUri(), location.strip()));
		if (!to.equals(from)) {
			return ", which leads to %s and is not followed; correct the address, or see http.hosts (HTTP_HOSTS)"
				.formatted(to);
		}
		return KEEPING.contains(http.getStatusCode())
				? ", which leads to %s again, in a circle or too many times, and is not followed; look at that server"
					.formatted(to)
				: ", which leads to %s again, where nothing would be sent, and is not followed; correct the address"
					.formatted(to);
	}

	private static String resolved(@Nullable String address, String location) {
		try {
			return URI.create(String.valueOf(address)).resolve(location).toString();
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

	private static String host(@Nullable String address) {
		try {
			URI uri = URI.create(String.valueOf(address));
			return (uri.getHost() == null) ? "another address"
					: uri.getScheme() + "://" + uri.getHost() + ((uri.getPort() >= 0) ? ":" + uri.getPort() : "");
		}
		catch (IllegalArgumentException ex) {
			return "another address";
		}
	}

}
