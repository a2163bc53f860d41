package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The login page. */
@Controller
class LoginController {

	/** A session that nobody logged in to is soon forgotten. */
	private static final int ANONYMOUS_SECONDS = 15 * 60;

	private final ConsoleUsers users;

	private final ObjectProvider<ClientRegistrationRepository> registrations;

	LoginController(ConsoleUsers users, ObjectProvider<ClientRegistrationRepository> registrations) {
		this.users = users;
		this.registrations = registrations;
	}

	/**
	 * Another way to log in.
	 *
	 * @param name for people
	 * @param path where it begins
	 */
	record Provider(String name, String path) {
	}

	@GetMapping("/login")
	String login(HttpServletRequest request, Model model) {
		if (request.getUserPrincipal() == null) {
			request.getSession().setMaxInactiveInterval(ANONYMOUS_SECONDS);
		}
		WantedPage.keep(request);
		model.addAttribute("passwords", this.users.isAnybody());
		model.addAttribute("demo", this.users.generated().isPresent());
		model.addAttribute("providers", providers());
		model.addAttribute("next", WantedPage.of(request));
		model.addAttribute("problem", LoginProblem.sentence(request));
		return "console/login";
	}

	private List<Provider> providers() {
		List<Provider> providers = new ArrayList<>();
		if (this.registrations.getIfAvailable() instanceof Iterable<?> all) {
			for (Object each : all) {
				if (each instanceof ClientRegistration registration) {
					providers.add(new Provider(registration.getClientName(),
							"/oauth2/authorization/" + registration.getRegistrationId()));
				}
			}
		}
		return providers;
	}

}
