package io.switchboard.routes.check.finding;

import java.util.List;
import java.util.stream.Collectors;

/** The folder with the routes cannot work. */
public class UnusableFolderException extends RuntimeException {

	private final transient List<Finding> findings;

	/**
	 * Makes the failure.
	 * @param findings the mistakes
	 */
	public UnusableFolderException(List<Finding> findings) {
		super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
		this.findings = List.copyOf(findings);
	}

	/**
	 * The mistakes.
	 * @return at least one, each with {@link Severity#ERROR}
	 */
	public List<Finding> findings() {
		return this.findings;
	}

}
