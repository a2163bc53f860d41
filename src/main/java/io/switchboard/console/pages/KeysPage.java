package io.switchboard.console.pages;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The keyboard shortcuts; the script has the same. */
@Controller
class KeysPage {

	private static final Map<String, String> WAYS = new LinkedHashMap<>();

	static {
		WAYS.put("o", "Overview");
		WAYS.put("c", "Calls");
		WAYS.put("b", "To call back");
		WAYS.put("e", "Events");
		WAYS.put("d", "Deliveries");
		WAYS.put("l", "Dead letters");
		WAYS.put("r", "Routes");
		WAYS.put("a", "Audit");
		WAYS.put("w", "Alerts");
		WAYS.put("t", "Texts");
		WAYS.put("s", "Setup");
	}

	@GetMapping("/keys")
	String keys(Model model) {
		model.addAttribute("ways", WAYS);
		return "console/keys";
	}

}
