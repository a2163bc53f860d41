package io.switchboard.console.login;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.security.oauth2.client.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties.Provider;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties.Registration;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The clients of {@code spring.security.oauth2.client.*}. The metadata under
 * {@code issuer-uri} is read here, because Spring has no bounds for its length and time.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnOAuth2ClientRegistrationProperties
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class ProviderRegistrations {

	private static final String OPENID = "/.well-known/openid-configuration";

	private static final String OAUTH = "/.well-known/oauth-authorization-server";

	/** An issuer, and its metadata. */
	private record Issuer(String uri, Map<String, Object> said) {

		private @Nullable String text(String name) {
			return (this.said.get(name) instanceof String text) ? text : null;
		}

	}

	@Bean
	InMemoryClientRegistrationRepository clientRegistrations(OAuth2ClientProperties settings, ProviderCalls calls) {
		Map<String, Issuer> issuers = new HashMap<>();
		settings.getProvider().forEach((name, provider) -> {
			String uri = provider.getIssuerUri();
			if (uri != null) {
				Issuer issuer = new Issuer(uri, said(uri, calls));
				issuers.put(name, issuer);
				fill(provider, issuer);
			}
		});
		settings.getRegistration().forEach((id, registration) -> {
			Issuer issuer = issuers.get(provider(id, registration));
			if (issuer != null) {
				fill(registration, issuer);
			}
		});
		List<ClientRegistration> registrations = new ArrayList<>();
		new OAuth2ClientPropertiesMapper(settings).asClientRegistrations().forEach((id, registration) -> {
			Issuer issuer = issuers.get(provider(id, settings.getRegistration().get(id)));
			registrations.add((issuer == null) ? registration
					: ClientRegistration.withClientRegistration(registration)
						.issuerUri(issuer.uri())
						.providerConfigurationMetadata(issuer.said())
						.build());
		});
		return new InMemoryClientRegistrationRepository(registrations);
	}

	private static String provider(String id, Registration registration) {
		return (registration.getProvider() != null) ? registration.getProvider() : id;
	}

	static Map<String, Object> said(String issuer, ProviderCalls calls) {
		String path = UriComponentsBuilder.fromUriString(issuer).build().getPath();
		String behind = (path != null) ? path : "";
		for (String each : List.of(behind + OPENID, OPENID + behind, OAUTH + behind)) {
			URI url = UriComponentsBuilder.fromUriString(issuer).replacePath(each.replace("//", "/")).build().toUri();
			Map<String, Object> said = calls.configuration(url);
			if (said != null) {
				if (!issuer.equals(said.get("issuer"))) {
					throw new IllegalStateException(
							"issuer-uri: %s says that it is %s".formatted(issuer, said.get("issuer")));
				}
				return said;
			}
		}
		throw new IllegalStateException(
				"issuer-uri: %s does not say where its pages are (%s)".formatted(issuer, OPENID));
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
