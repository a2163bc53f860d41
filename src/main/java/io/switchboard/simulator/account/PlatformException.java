package io.switchboard.simulator.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that the simulated API refuses, in the platform's words. */
public class PlatformException extends RuntimeException {

	private final int status;

	private final List<FieldError> errors;

	/**
	 * What is wrong with one field.
	 *
	 * @param field its name
	 * @param message what is wrong
	 */
	public record FieldError(String field, String message) {
	}

	public PlatformException(int status, String message, FieldError... errors) {
		super(message);
		this.status = status;
		this.errors = List.of(errors);
	}

	public static PlatformException notFound() {
		return new PlatformException(404, "Not found");
	}

	/** 400 for one field. */
	public static PlatformException invalid(String field, String message) {
		return new PlatformException(400, "Validation error", new FieldError(field, message));
	}

	/** 400 for a list's filter. */
	public static PlatformException filtration(String message) {
		return new PlatformException(400, "Filtration error", new FieldError("filter", message));
	}

	public int status() {
		return this.status;
	}

	/** The documented form of an error. */
	public Map<String, Object> body() {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("message", String.valueOf(getMessage()));
		body.put("errors", this.errors);
		return body;
	}

}
