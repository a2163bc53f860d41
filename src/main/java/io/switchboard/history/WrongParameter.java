package io.switchboard.history;

import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;

/**
 * A parameter of a request that cannot be used: 400, with its name. The API answers with
 * a problem, a page says it in place.
 */
public class WrongParameter extends ResponseStatusException {

	private static final long serialVersionUID = 1L;

	private final String name;

	/**
	 * Says what is wrong.
	 * @param name the parameter's name, as it was given
	 * @param reason one sentence for people, which holds the name
	 */
	public WrongParameter(String name, String reason) {
		super(HttpStatus.BAD_REQUEST, reason);
		this.name = name;
		getBody().setProperty("parameter", name);
	}

	/**
	 * What Spring could not read.
	 * @param failure of a path, or of a parameter
	 * @return the same with its name
	 */
	public static WrongParameter of(MethodArgumentTypeMismatchException failure) {
		String name = failure.getName();
		String value = String.valueOf(failure.getValue());
		String shown = (value.length() <= 60) ? value : value.substring(0, 60) + "…";
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

	/**
	 * The same where the parameter has another name.
	 * @param names what it is called here, by what it is called there
	 */
	public String sentence(Map<String, String> names) {
		String here = names.get(this.name);
		return (here != null) ? sentence().replaceFirst("^" + this.name + "\\b", here) : sentence();
	}

}
