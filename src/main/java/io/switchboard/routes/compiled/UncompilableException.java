package io.switchboard.routes.compiled;

import java.util.List;

/** A file in Java that cannot be a route. */
public class UncompilableException extends RuntimeException {

	private final transient List<Problem> problems;

	UncompilableException(List<Problem> problems) {
		super(problems.get(0).what());
		this.problems = problems;
	}

	/**
	 * Something that is wrong.
	 *
	 * @param line from 1; 0 for the whole file
	 * @param column from 1
	 * @param what what is wrong, without a dot
	 * @param mend what to do: one sentence
	 */
	public record Problem(int line, int column, String what, String mend) {
	}

	/**
	 * All that is wrong.
	 * @return at least one
	 */
	public List<Problem> problems() {
		return this.problems;
	}

}
