package io.switchboard.failure;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import io.switchboard.text.Causes;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Judges a failure by its causes. An exception of the route itself counts first, then the
 * answer of a server, then the kind of exception.
 */
final class FailureVerdict {

	/** Statuses of a server that will never accept this request. */
	private static final Set<Integer> NEVER = Set.of(400, 405, 406, 410, 411, 413, 414, 415, 422, 431);

	private static final Set<Integer> SHUT_OUT = Set.of(401, 407);

	/** A status of 0 means no answer. */
	private static final Set<Integer> AWAY = Set.of(0, 408, 425, 429, 502, 503, 504);

	private static final List<Class<? extends Throwable>> NO_CONNECTION = List.of(ConnectException.class,
			UnknownHostException.class, NoRouteToHostException.class, PortUnreachableException.class,
			InterruptedIOException.class, HttpTimeoutException.class, TimeoutException.class, SSLException.class);

	private FailureVerdict() {
	}

	static Verdict of(Throwable failure) {
		List<Throwable> causes = Causes.of(failure);
		for (Throwable cause : causes) {
			Verdict said = said(cause);
			if (said != null) {
				return said;
			}
		}
		for (Throwable cause : causes) {
			Verdict answered = SqlFailure.is(cause) ? SqlFailure.verdict(cause) : answered(cause);
			if (answered != null) {
				return answered;
			}
		}
		if (causes.stream().anyMatch(FailureVerdict::isAway)) {
			return Verdict.AWAY;
		}
		if (causes.stream().anyMatch(FailureVerdict::isBroken)) {
			return Verdict.UNCLEAR;
		}
		return causes.stream().anyMatch(RouteFault::is) ? Verdict.FAULT : Verdict.UNCLEAR;
	}

	/** Whether the destination does not accept the user, the password or the key. */
	static boolean isSignIn(Throwable failure) {
		return Causes.of(failure)
			.stream()
			.anyMatch((cause) -> (cause instanceof SignInRefused && !(cause instanceof WrongSetting))
					|| (cause instanceof HttpOperationFailedException http && SHUT_OUT.contains(http.getStatusCode()))
					|| (SqlFailure.is(cause) && SqlFailure.isSignIn(cause)) || SftpFailure.isSignIn(cause)
					|| BrokerFailure.isSignIn(cause));
	}

	private static @Nullable Verdict said(Throwable cause) {
		if (cause instanceof PermanentFailure) {
			return Verdict.NEVER;
		}
		if (cause instanceof RetryLater) {
			return Verdict.NOT_YET;
		}
		if (cause instanceof SignInRefused) {
			return Verdict.SHUT_OUT;
		}
		if (cause instanceof DestinationAway) {
			return Verdict.AWAY;
		}
		return (cause instanceof RefusedForNow) ? Verdict.REFUSED : null;
	}

	private static @Nullable Verdict answered(Throwable cause) {
		if (!(cause instanceof HttpOperationFailedException http)) {
			Verdict file = SftpFailure.verdict(cause);
			return (file != null) ? file : BrokerFailure.verdict(cause);
		}
		int status = http.getStatusCode();
		if (AWAY.contains(status) || RetryAfter.isAsked(http)) {
			return Verdict.AWAY;
		}
		if (SHUT_OUT.contains(status)) {
			return Verdict.SHUT_OUT;
		}
		if (NEVER.contains(status)) {
			return RateLimitText.isIn(http.getResponseBody()) ? Verdict.REFUSED : Verdict.NEVER;
		}
		return (status >= 300 && status < 500) ? Verdict.REFUSED : Verdict.UNCLEAR;
	}

	/** There is no connection, or no answer in time. */
	private static boolean isAway(Throwable cause) {
		return NO_CONNECTION.stream().anyMatch((kind) -> kind.isInstance(cause));
	}

	/**
	 * A connection that broke. The destination may have closed it because of the request.
	 */
	private static boolean isBroken(Throwable cause) {
		return cause instanceof IOException && !RouteFault.is(cause);
	}

}
