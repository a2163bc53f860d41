package io.switchboard.console;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.switchboard.console.login.Refusal;
import io.switchboard.store.SharedPool;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * However many look at the console, the webhook has threads: at most half of Tomcat's are
 * the console's, few of those run at the same time, and what is beyond is answered 429.
 * What waits for others (a password, VoIPstudio, an identity provider) does not keep the
 * pages waiting, nor do pages keep the health's answer waiting.
 */
class FairShare extends OncePerRequestFilter {

	private static final long SECONDS = 10;

	/** Where an answer may take seconds. */
	private static final String ASKING = "/(?:login/.+|calls/[^/]+/(?:enrichment|transfer|hang-up)|api/recordings/.*|api/calls/.+)";

	private final Turns looking;

	private final Turns asking;

	private final Turns measuring;

	/**
	 * For all of the console.
	 * @param threads how many Tomcat has
	 */
	FairShare(int threads) {
		int busy = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
		this.looking = new Turns(Math.min(busy, threads / 8), threads / 4);
		this.asking = new Turns(Math.min(16, threads / 8), threads / 8);
		this.measuring = new Turns(Math.min(4, threads / 8), threads / 8);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Turns turns = turns(request);
		if (turns == null) {
			chain.doFilter(request, response);
		}
		else if (!turns.all.tryAcquire()) {
			refuse(request, response);
		}
		else {
			try {
				inTurn(turns, request, response, chain);
			}
			finally {
				turns.all.release();
			}
		}
	}

	/** The demo's simulator is asked by deliveries, and by pages that have their turn. */
	private @Nullable Turns turns(HttpServletRequest request) {
		String path = UrlPathHelper.rawPathInstance.getPathWithinApplication(request);
		if (path.startsWith("/simulator/")) {
			return null;
		}
		if (path.startsWith("/actuator/")) {
			return this.measuring;
		}
		boolean password = path.equals("/login") && request.getMethod().equals("POST");
		return (password || path.matches(ASKING)) ? this.asking : this.looking;
	}

	private void inTurn(Turns turns, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!turns.begin()) {
			refuse(request, response);
			return;
		}
		try {
			if (turns == this.measuring) {
				chain.doFilter(request, response);
			}
			else {
				SharedPool.<ServletException, IOException>asGuest(() -> chain.doFilter(request, response));
			}
		}
		finally {
			turns.running.release();
		}
	}

	private static void refuse(HttpServletRequest request, HttpServletResponse response) {
		Refusal.later(request, response, "Too many look at the console at once. Try again in a moment.");
	}

	/** Some run, some wait for their turn. */
	private static final class Turns {

		private final Semaphore all;

		private final Semaphore running;

		Turns(int running, int all) {
			this.running = new Semaphore(Math.max(1, running), true);
			this.all = new Semaphore(Math.max(1, all));
		}

		boolean begin() {
			try {
				return this.running.tryAcquire(SECONDS, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		}

	}

}
