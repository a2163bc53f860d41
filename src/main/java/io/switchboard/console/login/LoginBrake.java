package io.switchboard.console.login;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Lets passwords be guessed slowly: after some failures of one user from one address,
 * further tries are not even looked at for a while.
 */
@Component
class LoginBrake {

	static final int FAILURES = 5;

	static final Duration WHILE = Duration.ofMinutes(1);

	private static final int REMEMBERED = 10_000;

	private record Source(String user, String address) {
	}

	private final Cache<Source, Integer> failures;

	LoginBrake() {
		this(Ticker.systemTicker());
	}

	LoginBrake(Ticker ticker) {
		this.failures = Caffeine.newBuilder()
			.maximumSize(REMEMBERED)
			.expireAfterWrite(WHILE)
			.executor(Runnable::run)
			.ticker(ticker)
			.build();
	}

	boolean holds(HttpServletRequest request) {
		Integer number = this.failures.getIfPresent(source(request));
		return number != null && number >= FAILURES;
	}

	void failed(HttpServletRequest request) {
		this.failures.asMap().merge(source(request), 1, Integer::sum);
	}

	void succeeded(HttpServletRequest request) {
		this.failures.invalidate(source(request));
	}

	private static Source source(HttpServletRequest request) {
		String user = request.getParameter("username");
		return new Source((user != null) ? user.strip() : "", request.getRemoteAddr());
	}

}
