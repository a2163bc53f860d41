package io.switchboard.routes.check.finding;

/**
 * A mistake, or a possible one, in the folder with the routes.
 *
 * @param file its path, from the working directory
 * @param line from 1; 0 for the whole file
 * @param column from 1; 0 for the whole line
 * @param rule the rule that is broken
 * @param what the mistake, without a dot
 * @param mend what to do: one sentence
 */
public record Finding(String file, int line, int column, Rule rule, String what, String mend) {

	/**
	 * How bad it is.
	 * @return never null
	 */
	public Severity severity() {
		return this.rule.severity();
	}

	/**
	 * One line, as compilers write it.
	 * @return {@code file:line:column: what. mend}
	 */
	@Override
	public String toString() {
		String place = (this.line > 0) ? ":%d:%d".formatted(this.line, Math.max(this.column, 1)) : "";
		String severity = (severity() == Severity.ERROR) ? "" : severity() + ": ";
		return "%s%s: %s%s. %s".formatted(this.file, place, severity, this.what, this.mend).strip();
	}

}
