package io.switchboard.console.pages.setup;

import java.util.Map;
import java.util.stream.Collectors;

import io.switchboard.console.login.ProviderCheck;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The identity provider, where people log in by one. */
@Component
@Order(6)
class LoginCheck implements SetupCheck {

	private final ProviderCheck providers;

	LoginCheck(ProviderCheck providers) {
		this.providers = providers;
	}

	@Override
	public String id() {
		return "login";
	}

	@Override
	public String label() {
		return "Identity provider";
	}

	@Override
	public String todo() {
		return "Look at spring.security.oauth2.client.provider.*.issuer-uri, and whether this machine reaches it.";
	}

	@Override
	public Found run() {
		Map<String, String> asked = this.providers.ask();
		if (asked.isEmpty()) {
			return Found.good("No provider has an issuer-uri. People log in through console.users.");
		}
		String wrong = asked.values().stream().filter((each) -> !each.isEmpty()).collect(Collectors.joining(" "));
		return wrong.isEmpty() ? Found.good(String.join(", ", asked.keySet()) + " answers.") : Found.bad(wrong, todo());
	}

}
