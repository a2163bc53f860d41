package io.switchboard.console.login;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.security.oauth2.client.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties.Provider;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties.Registration;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The clients of {@code spring.security.oauth2.client.*}. The metadata under
 * {@code issuer-uri} is read here, because Spring has no bounds for its length and time.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class ProviderRegistrations {

	private static final Logger log = LoggerFactory.getLogger(ProviderRegistrations.class);

	private static final String OPENID = "/.well-known/openid-configuration";

	private static final String OAUTH = "/.well-known/oauth-authorization-server";

	/** An issuer, and its metadata. */
	private record Issuer(String uri, Map<String, Object> said) {

		private @Nullable String text(String name) {
			return (this.said.get(name) instanceof String text) ? text : null;
		}

	}

	@Bean
	Providers.Known clientRegistrations(OAuth2ClientProperties settings, ProviderCalls calls) {
		Map<String, String> issuers = new HashMap<>();
		settings.getProvider().forEach((name, provider) -> {
			if (provider.getIssuerUri() != null) {
				issuers.put(name, provider.getIssuerUri());
			}
		});
		List<ProviderClient> clients = new ArrayList<>();
		settings.getRegistration().forEach((id, registration) -> {
			String provider = (registration.getProvider() != null) ? registration.getProvider() : id;
			OAuth2ClientProperties own = new OAuth2ClientProperties();
			own.getRegistration().put(id, registration);
			own.getProvider().putAll(settings.getProvider());
			String issuer = issuers.get(provider);
			clients.add(new ProviderClient(id, registration.getClientName(), issuer, () -> (issuer != null)
					? registration(own, provider, new Issuer(issuer, said(issuer, calls))) : mapped(own)));
		});
		clients.forEach(ProviderRegistrations::askFirst);
		return new Providers.Known(clients);
	}

	/** An outage of the provider is no reason to refuse webhooks. */
	private static void askFirst(ProviderClient client) {
		try {
			client.get();
		}
		catch (ProviderTrouble ex) {
			if (!ex.isAway()) {
				throw ex;
			}
			log.warn(
					"the identity provider '{}' does not answer: {}. Nobody can log in by it until it does; it is asked again at a login. All else works.",
					client.id(), ex.getMessage());
		}
	}

	private static ClientRegistration registration(OAuth2ClientProperties own, String provider, Issuer issuer) {
		fill(own.getProvider().get(provider), issuer);
		own.getRegistration().values().forEach((registration) -> fill(registration, issuer));
		return ClientRegistration.withClientRegistration(mapped(own))
			.issuerUri(issuer.uri())
			.providerConfigurationMetadata(issuer.said())
			.build();
	}

	private static ClientRegistration mapped(OAuth2ClientProperties own) {
		return new OAuth2ClientPropertiesMapper(own).asClientRegistrations().values().iterator().next();
	}

	static Map<String, Object> said(String issuer, ProviderCalls calls) {
		String path = UriComponentsBuilder.fromUriString(issuer).build().getPath();
		String behind = (path != null) ? path : "";
		for (String each : List.of(behind + OPENID, OPENID + behind, OAUTH + behind)) {
			URI url = UriComponentsBuilder.fromUriString(issuer).replacePath(each.replace("//", "/")).build().toUri();
			Map<String, Object> said = calls.configuration(url);
			if (said != null) {
				if (!issuer.equals(said.get("issuer"))) {
					throw ProviderTrouble.wrong("The identity provider at issuer-uri %s says that its issuer is %s"
						.formatted(issuer, said.get("issuer")));
				}
				return said;
			}
		}
		throw ProviderTrouble
			.wrong("There is no identity provider at issuer-uri %s: it does not know %s".formatted(issuer, OPENID));
	}

	/** Settings override the metadata. */
	private static void fill(Provider provider, Issuer issuer) {
		provider.setIssuerUri(null);
		provider.setAuthorizationUri(or(provider.getAuthorizationUri(), issuer.text("authorization_endpoint")));
		provider.setTokenUri(or(provider.getTokenUri(), issuer.text("token_endpoint")));
		provider.setJwkSetUri(or(provider.getJwkSetUri(), issuer.text("jwks_uri")));
		provider.setUserInfoUri(or(provider.getUserInfoUri(), issuer.text("userinfo_endpoint")));
		provider.setUserNameAttribute(or(provider.getUserNameAttribute(), "sub"));
	}

	private static void fill(Registration registration, Issuer issuer) {
		registration.setAuthorizationGrantType(or(registration.getAuthorizationGrantType(), "authorization_code"));
		registration
			.setRedirectUri(or(registration.getRedirectUri(), "{baseUrl}/{action}/oauth2/code/{registrationId}"));
		registration.setClientName(or(registration.getClientName(), issuer.uri()));
		if (registration.getClientAuthenticationMethod() == null
				&& issuer.said().get("token_endpoint_auth_methods_supported") instanceof Collection<?> known) {
			List.of("client_secret_basic", "client_secret_post", "none")
				.stream()
				.filter(known::contains)
				.findFirst()
				.ifPresent(registration::setClientAuthenticationMethod);
		}
	}

	private static @Nullable String or(@Nullable String set, @Nullable String said) {
		return (set != null) ? set : said;
	}

}
