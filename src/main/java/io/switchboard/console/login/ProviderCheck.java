package io.switchboard.console.login;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;

/** Checks whether the identity providers answer as they did at the start. */
@Component
public class ProviderCheck {

	private final Providers providers;

	private final ProviderCalls calls;

	ProviderCheck(Providers providers, ProviderCalls calls) {
		this.providers = providers;
		this.calls = calls;
	}

	/**
	 * Reads the metadata of each.
	 * @return one sentence for each provider, by its name: empty if all is well; no entry
	 * for a provider without {@code issuer-uri}
	 */
	public Map<String, String> ask() {
		Map<String, String> found = new LinkedHashMap<>();
		for (ProviderClient provider : this.providers.all()) {
			String issuer = provider.issuer();
			if (issuer != null) {
				found.put(provider.name(), sentence(issuer));
			}
		}
		return found;
	}

	private String sentence(String issuer) {
		try {
			ProviderRegistrations.said(issuer, this.calls);
			return "";
		}
		catch (RuntimeException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
