package io.switchboard.console;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.switchboard.console.login.Refusal;
import io.switchboard.store.SharedPool;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Keeps threads free for the webhook, however many people look at the console. At most
 * half of Tomcat's threads are the console's, and few of those run at the same time.
 * Further requests are answered 429.
 * <p>
 * There are three queues, so that none waits for another. One is for pages, and one for
 * health and metrics. The third is for requests that wait for a password, VoIPstudio or
 * an identity provider.
 */
class FairShare extends OncePerRequestFilter {

	private static final long SECONDS = 10;

	/** Paths whose answer may take seconds. */
	private static final List<PathPattern> ASKING = patterns("/login/*/**", "/oauth2/**", "/calls/*/enrichment",
			"/calls/*/transfer", "/calls/*/hang-up", "/api/recordings/**", "/api/calls/*/**", "/api/*.csv");

	private static final List<PathPattern> SIMULATED = patterns("/simulator/**");

	private static final List<PathPattern> MEASURING = patterns("/actuator/**");

	private static final List<PathPattern> LOGIN = patterns("/login");

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

	/**
	 * The demo's simulator is not counted, because deliveries ask it, and pages that are
	 * counted already.
	 */
	private @Nullable Turns turns(HttpServletRequest request) {
		PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
		if (isOne(SIMULATED, path)) {
			return null;
		}
		if (isOne(MEASURING, path)) {
			return this.measuring;
		}
		boolean password = isOne(LOGIN, path) && request.getMethod().equals("POST");
		return (password || isOne(ASKING, path)) ? this.asking : this.looking;
	}

	private static List<PathPattern> patterns(String... patterns) {
		return Arrays.stream(patterns).map(PathPatternParser.defaultInstance::parse).toList();
	}

	private static boolean isOne(List<PathPattern> patterns, PathContainer path) {
		return patterns.stream().anyMatch((pattern) -> pattern.matches(path));
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
		Refusal.later(request, response, "Too many people use the console at once. Try again in a moment.");
	}

	/** A queue in which some requests run and others wait. */
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
