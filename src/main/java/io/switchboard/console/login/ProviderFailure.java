package io.switchboard.console.login;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import io.switchboard.text.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/**
 * Why a login over an identity provider failed.
 *
 * @param problem what the person reads
 * @param sentence for the log: what is wrong, and what to do
 */
record ProviderFailure(LoginProblem problem, String sentence) {

	static final String NO_ROLE = "no_role";

	static final String NO_NAME = "no_name";

	private static final String NOT_FOUND = "authorization_request_not_found";

	/** Keycloak's words for a login page that was open for too long. */
	private static final String EXPIRED = "authentication_expired";

	/** The provider knows the person, but not this client. */
	private static final Set<String> CLIENT = Set.of(OAuth2ErrorCodes.INVALID_CLIENT,
			OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, OAuth2ErrorCodes.INVALID_SCOPE,
			OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE, OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE,
			OAuth2ErrorCodes.INVALID_REQUEST);

	private static final Pattern CLOCKS = Pattern.compile("Jwt expired|Jwt used before|\\b(?:iat|exp|nbf)=");

	private static final Pattern ASKED = Pattern.compile("I/O error on (\\w+) request for \"([^\"?]*)");

	/** What Java's client says when the time is up: before the answer, or within it. */
	private static final Set<String> CANCELLED = Set.of("Request cancelled", "closed");

	static ProviderFailure of(AuthenticationException failure, Duration timeout) {
		// the provider's words
		String said = String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}", " ");
		if (failure instanceof ProviderTrouble) {
			return new ProviderFailure(LoginProblem.AWAY, said);
		}
		String silence = silence(failure, timeout);
		if (silence != null) {
			return new ProviderFailure(LoginProblem.AWAY, silence);
		}
		LoginProblem problem = problem(failure, said);
		String hint = switch (problem) {
			case CLIENT -> ". Compare client-id, client-secret and scope in "
					+ "spring.security.oauth2.client.registration with the client there";
			case UNTRUSTED -> CLOCKS.matcher(said).find()
					? ". Compare the clocks of this machine and of the provider; they may differ by a minute" : "";
			case STALE -> code(failure).equals(NOT_FOUND)
					? ". With several nodes, the balancer must send a browser back to the node where it began" : "";
			default -> "";
		};
		return new ProviderFailure(problem, said + hint);
	}

	private static String code(AuthenticationException failure) {
		return (failure instanceof OAuth2AuthenticationException told) ? told.getError().getErrorCode() : "";
	}

	private static LoginProblem problem(AuthenticationException failure, String said) {
		String code = code(failure);
		if (said.endsWith(EXPIRED)) {
			return LoginProblem.STALE;
		}
		if (CLIENT.contains(code) || isRefused(failure)) {
			return LoginProblem.CLIENT;
		}
		return switch (code) {
			case NOT_FOUND, "login_required", "interaction_required" -> LoginProblem.STALE;
			case OAuth2ErrorCodes.ACCESS_DENIED -> LoginProblem.DENIED;
			case OAuth2ErrorCodes.INVALID_GRANT -> LoginProblem.CODE;
			case OAuth2ErrorCodes.SERVER_ERROR, OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE -> LoginProblem.AWAY;
			case "invalid_id_token", "invalid_nonce" -> LoginProblem.UNTRUSTED;
			case NO_NAME -> LoginProblem.NAMELESS;
			case NO_ROLE -> LoginProblem.ROLELESS;
			default -> LoginProblem.PROVIDER;
		};
	}

	private static boolean isRefused(Throwable failure) {
		return Causes.first(failure, HttpClientErrorException.class)
			.filter((answer) -> HttpStatus.UNAUTHORIZED.equals(answer.getStatusCode()))
			.isPresent();
	}

	/** Why a request got no whole answer; null if it got one. */
	static @Nullable String silence(Throwable failure, Duration timeout) {
		RestClientException request = Causes.first(failure, RestClientException.class).orElse(null);
		if (request == null || Causes.first(request, IOException.class).isEmpty()) {
			return null;
		}
		String why = "it closed the connection";
		for (Throwable cause : Causes.of(request)) {
			if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
				return asked(request) + "its host name is not known";
			}
			if (cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException
					|| CANCELLED.contains(String.valueOf(cause.getMessage()))) {
				return asked(request) + "no answer within %s (console.oidc.timeout)".formatted(text(timeout));
			}
			if (cause instanceof SSLException) {
				return asked(request)
						+ "no TLS with it; a CA of your own is named in tls.ca (%s)".formatted(cause.getMessage());
			}
			if (cause instanceof ConnectException) {
				why = "no connection could be made";
			}
			else if (cause instanceof IOException && cause.getMessage() != null) {
				why = cause.getMessage();
			}
		}
		return asked(request) + why;
	}

	/** Spring's message begins with the request, in quotes. */
	private static String asked(RestClientException failure) {
		Matcher asked = ASKED.matcher(String.valueOf(failure.getMessage()));
		return asked.lookingAt() ? "%s %s: ".formatted(asked.group(1), asked.group(2)) : "";
	}

	private static String text(Duration time) {
		return (time.toMillis() % 1000 == 0) ? time.toSeconds() + "s" : time.toMillis() + "ms";
	}

}
