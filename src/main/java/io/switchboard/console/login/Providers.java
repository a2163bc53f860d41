package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/** The identity providers of {@code spring.security.oauth2.client}; may be none. */
@Component
class Providers {

	private final List<ProviderClient> all;

	Providers(ObjectProvider<Known> registrations) {
		Known known = registrations.getIfAvailable();
		this.all = (known != null) ? known.clients() : List.of();
	}

	/**
	 * Finds clients for Spring.
	 *
	 * @param clients all there are
	 */
	record Known(List<ProviderClient> clients) implements ClientRegistrationRepository {

		@Override
		public @Nullable ClientRegistration findByRegistrationId(String id) {
			return this.clients.stream()
				.filter((client) -> client.id().equals(id))
				.findFirst()
				.map(ProviderClient::get)
				.orElse(null);
		}

	}

	List<ProviderClient> all() {
		return this.all;
	}

	/** Those whose provider has answered. */
	List<ClientRegistration> known() {
		List<ClientRegistration> known = new ArrayList<>();
		for (ProviderClient client : this.all) {
			ClientRegistration registration = client.known();
			if (registration != null) {
				known.add(registration);
			}
		}
		return known;
	}

}
