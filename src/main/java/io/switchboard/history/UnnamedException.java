package io.switchboard.history;

/** A bulk change was asked for without a filter. */
public class UnnamedException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String parameter;

	/**
	 * Makes the failure.
	 * @param parameter the filter that is missing
	 * @param sentence what to say, for people
	 */
	UnnamedException(String parameter, String sentence) {
		super(sentence);
		this.parameter = parameter;
	}

	/**
	 * The filter that is missing.
	 * @return its name
	 */
	public String parameter() {
		return this.parameter;
	}

}
