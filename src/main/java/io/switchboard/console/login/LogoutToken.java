package io.switchboard.console.login;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The rules for a log-out token beyond its signature and its times, in the order of
 * OpenID Connect Back-Channel Logout 1.0, section 2.6.
 */
class LogoutToken implements OAuth2TokenValidator<Jwt> {

	private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

	private final ClientRegistration provider;

	LogoutToken(ClientRegistration provider) {
		this.provider = provider;
	}

	@Override
	public OAuth2TokenValidatorResult validate(Jwt token) {
		String why = fault(token);
		return (why == null) ? OAuth2TokenValidatorResult.success()
				: OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_request", why, null));
	}

	private @Nullable String fault(Jwt token) {
		String issuer = this.provider.getProviderDetails().getIssuerUri();
		List<String> audience = token.getAudience();
		if (issuer != null && !issuer.equals(token.getClaimAsString("iss"))) {
			return "the log-out token is of another issuer";
		}
		if (audience == null || !audience.contains(this.provider.getClientId())) {
			return "the log-out token is for another client";
		}
		if (!token.hasClaim("iat")) {
			return "the log-out token has no time";
		}
		if (!token.hasClaim("sub") && !token.hasClaim("sid")) {
			return "the log-out token names neither a session nor a person";
		}
		if (!isName(token.getClaim("sub")) || !isName(token.getClaim("sid"))) {
			return "the log-out token does not name its session or person as text";
		}
		if (!(token.getClaim("events") instanceof Map<?, ?> events) || !(events.get(EVENT) instanceof Map<?, ?>)) {
			return "the token is none for a log-out";
		}
		return token.hasClaim("nonce") ? "a log-out token may have no nonce" : null;
	}

	/** PostgreSQL keeps no text with a NUL. */
	private static boolean isName(@Nullable Object claim) {
		return claim == null || (claim instanceof String name && name.chars().noneMatch(Character::isISOControl));
	}

}
