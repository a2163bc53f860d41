package io.switchboard.routes.oncall;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who may be on call.
 *
 * @param key how the rota's file names them
 * @param name for people
 * @param email their address, or null
 * @param extension where VoIPstudio rings them, or null
 * @param phone their number, or null
 */
public record Person(String key, String name, @Nullable String email, @Nullable String extension,
		@Nullable String phone) {

	/** As routes see them. */
	Map<String, Object> facts() {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("who", this.key);
		facts.put("name", this.name);
		facts.put("email", (this.email != null) ? this.email : "");
		facts.put("extension", (this.extension != null) ? this.extension : "");
		facts.put("phone", (this.phone != null) ? this.phone : "");
		return facts;
	}

	/** Whether a calendar means them. */
	boolean isCalled(String summary) {
		return summary.equalsIgnoreCase(this.key) || summary.equalsIgnoreCase(this.name)
				|| summary.equalsIgnoreCase(this.email);
	}

}
