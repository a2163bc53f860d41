package io.switchboard.routes.check;

import java.util.List;
import java.util.stream.Collectors;

/** What stands in the folder with the routes cannot work. */
public class UnusableFolderException extends RuntimeException {

	private final transient List<Finding> findings;

	/**
	 * Nothing goes on with it.
	 * @param findings what is wrong
	 */
	public UnusableFolderException(List<Finding> findings) {
		super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
		this.findings = List.copyOf(findings);
	}

	/**
	 * What is wrong.
	 * @return at least one, each with {@link Severity#ERROR}
	 */
	public List<Finding> findings() {
		return this.findings;
	}

}
