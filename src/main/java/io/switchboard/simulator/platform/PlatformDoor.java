package io.switchboard.simulator.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.simulator.account.Account;
import io.switchboard.simulator.account.ApiCondition;
import io.switchboard.simulator.account.PlatformException;
import io.switchboard.simulator.account.SimulatorSettings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The filter before the simulated API. It checks the key, and makes requests fail as the
 * knobs say.
 */
public class PlatformDoor extends OncePerRequestFilter {

	/** The request attribute with the id of the user. */
	static final String USER = "io.switchboard.simulator.user";

	private static final String WAITED = "io.switchboard.simulator.waited";

	private static final String ADMITTED = "io.switchboard.simulator.admitted";

	private final SimulatorSettings settings;

	private final ApiCondition condition;

	private final Account account;

	private final ObjectMapper json;

	public PlatformDoor(SimulatorSettings settings, ApiCondition condition, Account account, ObjectMapper json) {
		this.settings = settings;
		this.condition = condition;
		this.account = account;
		this.json = json;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getAttribute(ADMITTED) == null) {
			Long user = user(request);
			if (user == null) {
				refuse(response, new PlatformException(401, "Unauthorized"));
				return;
			}
			request.setAttribute(USER, user);
			Duration delay = this.condition.knobs().delay();
			if (!delay.isZero() && request.getAttribute(WAITED) == null) {
				request.setAttribute(WAITED, true);
				AsyncContext async = request.startAsync();
				CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS).execute(async::dispatch);
				return;
			}
			ApiCondition.Refusal refusal = this.condition.refusal();
			if (refusal != null) {
				refuse(response, refusal);
				return;
			}
			request.setAttribute(ADMITTED, true);
		}
		chain.doFilter(request, response);
	}

	private void refuse(HttpServletResponse response, ApiCondition.Refusal refusal) throws IOException {
		if (refusal.retryAfter() != null) {
			response.setHeader("Retry-After", refusal.retryAfter().toString());
		}
		if (refusal.page()) {
			response.setStatus(refusal.status());
			response.setContentType("text/html;charset=UTF-8");
			response.getWriter()
				.write("<html><body><h1>%d</h1><p>This page is not JSON.</p></body></html>%n"
					.formatted(refusal.status()));
			return;
		}
		refuse(response, new PlatformException(refusal.status(),
				(refusal.status() == 429) ? "Too many requests" : "Something went wrong"));
	}

	private void refuse(HttpServletResponse response, PlatformException refusal) throws IOException {
		response.setStatus(refusal.status());
		response.setContentType("application/json");
		response.setCharacterEncoding("UTF-8");
		this.json.writeValue(response.getWriter(), refusal.body());
	}

	/**
	 * The user of a request: the account's owner, or the user who is named beside the
	 * key.
	 */
	private @Nullable Long user(HttpServletRequest request) {
		String token = request.getHeader("X-Auth-Token");
		if (token != null) {
			return isKey(token) ? this.account.standing().owner() : null;
		}
		String authorization = request.getHeader("Authorization");
		if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
			return null;
		}
		try {
			String[] parts = new String(Base64.getDecoder().decode(authorization.substring(6).strip()),
					StandardCharsets.UTF_8)
				.split(":", 2);
			if (parts.length == 2 && isKey(parts[1])) {
				long user = Long.parseLong(parts[0]);
				return (this.account.standing().users().get(user) != null) ? user : null;
			}
		}
		catch (IllegalArgumentException ex) {
			logger.debug("no Basic credentials", ex);
		}
		return null;
	}

	private boolean isKey(String offered) {
		return MessageDigest.isEqual(this.settings.apiKey().getBytes(StandardCharsets.UTF_8),
				offered.getBytes(StandardCharsets.UTF_8));
	}

}
