package io.switchboard.console.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The API's document, to read and to try out. */
@Controller
class ApiPage {

	@GetMapping("/api-docs")
	String api() {
		return "console/api";
	}

}
