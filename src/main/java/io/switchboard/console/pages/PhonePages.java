package io.switchboard.console.pages;

import io.switchboard.console.login.OwnPhone;
import io.switchboard.console.login.Roles;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Shows who calls while the own telephone rings. The page gets it from the API's stream.
 */
@Controller
class PhonePages {

	private final OwnPhone own;

	PhonePages(OwnPhone own) {
		this.own = own;
	}

	@GetMapping("/phone")
	String phone(HttpServletRequest request, Model model) {
		model.addAttribute("phones", this.own.of(request).phones().stream().sorted().toList());
		model.addAttribute("sees", Roles.mayLook(request));
		return "console/phone";
	}

}
