package io.switchboard.console.query;

import io.switchboard.history.UnnamedException;

import org.springframework.http.HttpStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;

/**
 * A parameter of a request cannot be used. The API answers with a problem (400), and a
 * page shows the sentence beside the field.
 */
public class WrongParameter extends ResponseStatusException {

	private static final long serialVersionUID = 1L;

	/**
	 * Makes the failure.
	 * @param name the parameter's name, as it was given
	 * @param reason one sentence for people, which holds the name
	 */
	public WrongParameter(String name, String reason) {
		super(HttpStatus.BAD_REQUEST, reason);
		getBody().setProperty("parameter", name);
	}

	/**
	 * The same for a missing filter.
	 * @param failure names it
	 * @return with the filter's name
	 */
	public static WrongParameter of(UnnamedException failure) {
		return new WrongParameter(failure.parameter(), String.valueOf(failure.getMessage()));
	}

	/**
	 * The same for a value that Spring could not read.
	 * @param failure of a path, or of a parameter
	 * @return the same with its name
	 */
	public static WrongParameter of(MethodArgumentTypeMismatchException failure) {
		String name = failure.getName();
		String value = String.valueOf(failure.getValue());
		String shown = ParameterText.shortened(value);
		Class<?> wanted = failure.getRequiredType();
		if (wanted == boolean.class || wanted == Boolean.class) {
			return new WrongParameter(name, "%s=%s is neither true nor false".formatted(name, shown));
		}
		boolean large = value.matches("[+-]?\\d+");
		return new WrongParameter(name, large ? "%s=%s is larger than any number here".formatted(name, shown)
				: "%s=%s is not a whole number".formatted(name, shown));
	}

	/** One sentence for people. */
	public String sentence() {
		return String.valueOf(getReason());
	}

}
