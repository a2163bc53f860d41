package io.switchboard.console.login;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks names and passwords that the brake lets through. It uses a few threads of its
 * own with a short queue, because a password hash is slow on purpose and must not slow
 * down webhooks.
 */
@Component
class PasswordDoor implements AuthenticationProvider {

	private static final int WAITING = 8;

	private static final int SIDE_BY_SIDE = Math.min(2, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

	private final LoginBrake brake;

	private final AuthenticationProvider passwords;

	private final ThreadPoolExecutor threads;

	PasswordDoor(ConsoleUsers users, LoginBrake brake) {
		this.brake = brake;
		DaoAuthenticationProvider passwords = new DaoAuthenticationProvider(users::loadUserByUsername);
		// an unknown name takes as long as a known one
		passwords.setPasswordEncoder(new BCryptPasswordEncoder(users.cost()));
		this.passwords = passwords;
		CustomizableThreadFactory names = new CustomizableThreadFactory("console-password-");
		names.setDaemon(true);
		this.threads = new ThreadPoolExecutor(SIDE_BY_SIDE, SIDE_BY_SIDE, 30, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(WAITING), names);
		this.threads.allowCoreThreadTimeOut(true);
	}

	@Override
	public Authentication authenticate(Authentication asked) {
		// the name as it is looked up, already trimmed
		String user = asked.getName();
		String address = (asked.getDetails() instanceof WebAuthenticationDetails web) ? web.getRemoteAddress() : "";
		Duration wait = this.brake.reserve(user, address);
		if (!wait.isZero()) {
			throw new TooManyTries(wait);
		}
		Authentication known = look(asked, user, address);
		this.brake.succeeded(user, address);
		return known;
	}

	private Authentication look(Authentication asked, String user, String address) {
		try {
			Future<Authentication> answer = this.threads.submit(() -> this.passwords.authenticate(asked));
			return answer.get();
		}
		catch (RejectedExecutionException ex) {
			this.brake.takeBack(user, address);
			throw new TooManyAtOnce();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InternalAuthenticationServiceException("interrupted", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof AuthenticationException failure) {
				throw failure;
			}
			throw new InternalAuthenticationServiceException("the password could not be checked", ex.getCause());
		}
	}

	@Override
	public boolean supports(Class<?> authentication) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
	}

	@PreDestroy
	void close() {
		this.threads.shutdownNow();
	}

}
