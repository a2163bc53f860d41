package io.switchboard.platformhttp;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The paths at which {@code platform-http:} is reached. */
public final class HttpPaths {

	/** Those of the webhook, and of hooks. */
	static final List<String> DOORS = List.of("/webhooks", "/hooks");

	/** Those of the routes that engineers write. */
	static final List<String> ROUTES = List.of("/http");

	private HttpPaths() {
	}

	/** Those of both, as prefixes. */
	static List<String> all() {
		return Stream.concat(DOORS.stream(), ROUTES.stream()).toList();
	}

	/**
	 * Whether a route in {@code routes/} can have a path. Behind the doors only
	 * Switchboard's own routes know a stranger, and a body that is too large.
	 * @param path as it stands behind {@code platform-http:}
	 * @return what is wrong with it, in words that follow it; null if it can
	 */
	public static @Nullable String wrong(String path) {
		String whole = "/" + path.replaceAll("^/+", "");
		if (ROUTES.stream().anyMatch((prefix) -> isBelow(whole, prefix))) {
			return null;
		}
		return DOORS.stream().anyMatch((door) -> isBelow(whole, door)) ? "is behind a door of Switchboard's own"
				: "cannot be reached";
	}

	static boolean isBelow(String path, String prefix) {
		return path.equals(prefix) || path.startsWith(prefix + "/");
	}

}
