package io.switchboard.history;

/** Something was to be done to many, and nobody said to which. */
public class UnnamedException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String parameter;

	/**
	 * Says what is missing.
	 * @param parameter the filter that would say it
	 * @param sentence what to say, for people
	 */
	UnnamedException(String parameter, String sentence) {
		super(sentence);
		this.parameter = parameter;
	}

	/**
	 * The filter that would say it.
	 * @return its name
	 */
	public String parameter() {
		return this.parameter;
	}

}
