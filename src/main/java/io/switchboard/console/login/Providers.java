package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/** The identity providers of {@code spring.security.oauth2.client}; may be none. */
@Component
class Providers {

	private final List<ClientRegistration> all = new ArrayList<>();

	Providers(ObjectProvider<ClientRegistrationRepository> registrations) {
		if (registrations.getIfAvailable() instanceof Iterable<?> known) {
			known.forEach((each) -> this.all.add((ClientRegistration) each));
		}
	}

	List<ClientRegistration> all() {
		return this.all;
	}

	/**
	 * The name for people, because Spring uses the issuer's address if there is no
	 * {@code client-name}.
	 */
	static String name(ClientRegistration provider) {
		String name = provider.getClientName();
		if (!name.contains("://") && !name.equals(provider.getRegistrationId())) {
			return name;
		}
		String id = provider.getRegistrationId().replaceAll("[-_.]+", " ").strip();
		return id.isEmpty() ? name : id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
	}

}
