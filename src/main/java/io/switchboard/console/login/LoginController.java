package io.switchboard.console.login;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The login page. */
@Controller
class LoginController {

	private final ConsoleUsers users;

	private final Providers providers;

	LoginController(ConsoleUsers users, Providers providers) {
		this.users = users;
		this.providers = providers;
	}

	/**
	 * Another way to log in.
	 *
	 * @param name for people
	 * @param path where it begins
	 * @param another the address that ends the session at the provider, to log in as
	 * another person; or null
	 */
	record Way(String name, String path, @Nullable String another) {

		static Way of(ProviderClient provider, HttpServletRequest request) {
			String path = "/oauth2/authorization/" + provider.id();
			ClientRegistration known = provider.known();
			return new Way(provider.name(), path,
					(known != null) ? ProviderLogout.anotherAccount(known, request) : null);
		}

	}

	@GetMapping("/login")
	String login(HttpServletRequest request, HttpServletResponse response, Model model) {
		List<Way> providers = this.providers.all().stream().map((each) -> Way.of(each, request)).toList();
		if (!providers.isEmpty()) {
			WantedPage.keep(WantedPage.of(request), request, response);
		}
		model.addAttribute("passwords", this.users.isAnybody());
		model.addAttribute("demo", this.users.generated().isPresent());
		model.addAttribute("providers", providers);
		model.addAttribute("next", WantedPage.of(request));
		model.addAttribute("problem", LoginProblem.sentence(request));
		model.addAttribute("refused", LoginProblem.isOfThePerson(request));
		return "console/login";
	}

}
