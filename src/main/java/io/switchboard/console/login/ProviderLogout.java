package io.switchboard.console.login;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * A log-out ends the session at the identity provider too. Otherwise the next click would
 * log the same person in again. After a login with a password, it leads to the login
 * page.
 */
class ProviderLogout implements LogoutSuccessHandler {

	private static final Pattern CALLBACK = Pattern.compile("(.*)/(?:login|\\{action})/oauth2/code/.*");

	private final ClientRegistrationRepository providers;

	ProviderLogout(ClientRegistrationRepository providers) {
		this.providers = providers;
	}

	@Override
	public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
			throws IOException, ServletException {
		OidcClientInitiatedLogoutSuccessHandler logout = new OidcClientInitiatedLogoutSuccessHandler(this.providers);
		logout.setDefaultTargetUrl("/login");
		if (who instanceof OAuth2AuthenticationToken login) {
			ClientRegistration provider = this.providers
				.findByRegistrationId(login.getAuthorizedClientRegistrationId());
			if (provider != null) {
				logout.setPostLogoutRedirectUri(back(provider));
			}
		}
		logout.onLogoutSuccess(request, response, who);
	}

	/** The login page, where the provider sends people back to. */
	private static String back(ClientRegistration provider) {
		Matcher callback = CALLBACK.matcher(provider.getRedirectUri());
		return (callback.matches() ? callback.group(1) : "{baseUrl}") + "/login";
	}

	/**
	 * The address that ends the session at the provider, for a person who wants to log in
	 * as another one.
	 * @return an address of the provider's, or null if it has none for that
	 */
	static @Nullable String anotherAccount(ClientRegistration provider, HttpServletRequest request) {
		String end = endOfSession(provider);
		if (end == null) {
			return null;
		}
		String base = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
		String back = back(provider).replace("{baseUrl}", base);
		return UriComponentsBuilder.fromUriString(end)
			.queryParam("client_id", UriUtils.encode(provider.getClientId(), "UTF-8"))
			.queryParam("post_logout_redirect_uri", UriUtils.encode(back, "UTF-8"))
			.build(true)
			.toUriString();
	}

	static @Nullable String endOfSession(ClientRegistration provider) {
		Object end = provider.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
		return (end != null) ? end.toString() : null;
	}

	/** The hosts to which the log-out form may lead, for the content security policy. */
	static List<String> origins(List<ClientRegistration> providers) {
		return providers.stream()
			.map(ProviderLogout::endOfSession)
			.filter((end) -> end != null)
			.map((end) -> String.valueOf(end).replaceFirst("^(https?://[^/?#;,\\s]+).*", "$1"))
			.filter((origin) -> origin.matches("https?://[^/?#;,\\s]+"))
			.distinct()
			.toList();
	}

}
