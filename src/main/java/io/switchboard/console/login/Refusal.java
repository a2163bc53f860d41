package io.switchboard.console.login;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;

/**
 * Sends the answer 429 a second later. Otherwise the client would ask again at once, and
 * a refusal would cost as much as an answer. No thread waits meanwhile.
 */
public final class Refusal {

	private static final Logger log = LoggerFactory.getLogger(Refusal.class);

	private static final Executor A_SECOND_LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

	private static final long LONGEST_MILLIS = 10_000;

	private Refusal() {
	}

	/**
	 * Refuses a request. No other code may answer it.
	 * @param request the request
	 * @param response its answer
	 * @param sentence for people
	 */
	public static void later(HttpServletRequest request, HttpServletResponse response, String sentence) {
		AsyncContext async = request.startAsync(request, response);
		async.setTimeout(LONGEST_MILLIS);
		A_SECOND_LATER.execute(() -> answer(async, response, sentence));
	}

	private static void answer(AsyncContext async, HttpServletResponse response, String sentence) {
		try {
			response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
			response.setHeader("Retry-After", "2");
			response.setContentType("text/plain");
			response.getWriter().write(sentence);
			async.complete();
		}
		catch (IOException | IllegalStateException ex) {
			log.debug("a refusal was not waited for", ex);
		}
	}

}
