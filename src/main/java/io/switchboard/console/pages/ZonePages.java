package io.switchboard.console.pages;

import java.time.Duration;
import java.time.ZoneId;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Stores a user's time zone in the browser. */
@Controller
class ZonePages {

	private static final Duration KEPT = Duration.ofDays(365);

	private final Times times;

	ZonePages(Times times) {
		this.times = times;
	}

	@PostMapping("/zone")
	String keep(@RequestParam String zone, Model model, HttpServletRequest request, HttpServletResponse response) {
		if (!zone.isBlank() && !Times.isZone(zone)) {
			model.addAttribute("problem", "There is no such time zone. Choose one such as Europe/London.");
			response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
			return zone(model);
		}
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(Times.COOKIE, zone.replace('/', '.'))
					.path(request.getContextPath() + "/")
					.maxAge(zone.isBlank() ? Duration.ZERO : KEPT)
					.httpOnly(true)
					.sameSite("Lax")
					.build()
					.toString());
		return "redirect:/";
	}

	@GetMapping("/zone")
	String zone(Model model) {
		model.addAttribute("zones",
				ZoneId.getAvailableZoneIds().stream().filter((each) -> each.contains("/")).sorted().toList());
		model.addAttribute("own", this.times.isOwnZone());
		return "console/zone";
	}

}
