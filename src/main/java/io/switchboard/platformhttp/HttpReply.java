package io.switchboard.platformhttp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The small replies that come from the engine itself: {@code {"status":"…"}}. */
final class HttpReply {

	private static final Logger log = LoggerFactory.getLogger(HttpReply.class);

	private HttpReply() {
	}

	static void write(HttpServletResponse response, int status, String word) {
		if (response.isCommitted()) {
			return;
		}
		response.setStatus(status);
		response.setContentType("application/json");
		if (status == 503) {
			response.setHeader("Retry-After", "5");
		}
		byte[] body = "{\"status\":\"%s\"}".formatted(word).getBytes(StandardCharsets.UTF_8);
		response.setContentLength(body.length);
		try {
			response.getOutputStream().write(body);
		}
		catch (IOException ex) {
			log.debug("the sender went away before it was answered", ex);
		}
	}

}
