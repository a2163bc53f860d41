package io.switchboard.simulator.platform;

import java.util.Map;

import io.switchboard.simulator.account.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to the simulated API.
 *
 * @param fields by name
 */
record JsonBody(Map<String, @Nullable Object> fields) {

	/** A text or a number as text; null if it is neither. */
	@Nullable String text(String name) {
		Object value = this.fields.get(name);
		if (value == null) {
			return null;
		}
		if ((value instanceof String || value instanceof Number) && !value.toString().isBlank()) {
			return value.toString().strip();
		}
		throw PlatformException.invalid(name, "Not a text");
	}

	String required(String name) {
		String text = text(name);
		if (text == null) {
			throw PlatformException.invalid(name, "This field is required");
		}
		return text;
	}

	/** Digits, as the platform writes numbers. */
	@Nullable String number(String name) {
		String text = text(name);
		if (text == null) {
			return null;
		}
		if (!text.matches("\\+?\\d{2,20}")) {
			throw PlatformException.invalid(name, "Not a number");
		}
		return text.replace("+", "");
	}

	String requiredNumber(String name) {
		required(name);
		return String.valueOf(number(name));
	}

}
