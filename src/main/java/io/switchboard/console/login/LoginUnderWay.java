package io.switchboard.console.login;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.util.WebUtils;

/**
 * A login that was sent to the identity provider and is not back yet. The browser keeps
 * it in a cookie that only this process can read. So there is no session before the
 * login, and many logins fill no memory.
 */
class LoginUnderWay implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

	private static final String COOKIE = SessionCookie.NAME + "-provider";

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private static final ObjectMapper JSON = new ObjectMapper();

	private final BytesEncryptor seal = new AesBytesEncryptor(
			new SecretKeySpec(KeyGenerators.secureRandom(32).generateKey(), "AES"), KeyGenerators.secureRandom(16),
			CipherAlgorithm.GCM);

	private record Kept(String uri, String client, String redirect, Set<String> scopes, String state,
			Map<String, String> attributes, long until) {
	}

	@Override
	public void saveAuthorizationRequest(@Nullable OAuth2AuthorizationRequest login, HttpServletRequest request,
			HttpServletResponse response) {
		if (login == null) {
			response.addCookie(cookie("", Duration.ZERO, request));
			return;
		}
		Kept kept = new Kept(login.getAuthorizationUri(), login.getClientId(), login.getRedirectUri(),
				login.getScopes(), login.getState(),
				JSON.convertValue(login.getAttributes(),
						JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class)),
				Instant.now().plus(LONGEST).getEpochSecond());
		try {
			String value = Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(this.seal.encrypt(JSON.writeValueAsBytes(kept)));
			response.addCookie(cookie(value, LONGEST, request));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
		Kept kept = kept(request);
		String state = request.getParameter(OAuth2ParameterNames.STATE);
		if (kept == null || !kept.state().equals(state) || Instant.now().getEpochSecond() > kept.until()) {
			return null;
		}
		return OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri(kept.uri())
			.clientId(kept.client())
			.redirectUri(kept.redirect())
			.scopes(kept.scopes())
			.state(kept.state())
			.attributes((attributes) -> attributes.putAll(kept.attributes()))
			.build();
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest request,
			HttpServletResponse response) {
		OAuth2AuthorizationRequest login = loadAuthorizationRequest(request);
		if (login != null) {
			saveAuthorizationRequest(null, request, response);
		}
		return login;
	}

	private @Nullable Kept kept(HttpServletRequest request) {
		Cookie cookie = WebUtils.getCookie(request, COOKIE);
		if (cookie == null) {
			return null;
		}
		try {
			return JSON.readValue(this.seal.decrypt(Base64.getUrlDecoder().decode(cookie.getValue())), Kept.class);
		}
		catch (IOException | RuntimeException ex) {
			// of another process, or nobody's
			return null;
		}
	}

	private static Cookie cookie(String value, Duration age, HttpServletRequest request) {
		Cookie cookie = new Cookie(COOKIE, value);
		cookie.setMaxAge((int) age.toSeconds());
		cookie.setPath(request.getContextPath() + "/");
		cookie.setHttpOnly(true);
		cookie.setSecure(request.isSecure());
		cookie.setAttribute("SameSite", "Lax");
		return cookie;
	}

}
