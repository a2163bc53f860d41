package io.switchboard.routes.check.file;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;

/**
 * Whether a file has a secret. Files are copied, mailed and kept in a repository.
 */
public class SecretCheck {

	private static final Pattern NAME = Pattern
		.compile("(?i)(?:password|passwd|secret|token|api[-_]?key|x-auth-token|authorization|bearer)$");

	/** A long text without space or placeholder. */
	private static final Pattern VALUE = Pattern.compile("(?i)(?:(?:bearer|basic) )?(?=\\S*[0-9])[\\w+/=.~-]{12,}");

	private static final Pattern IN_ADDRESS = Pattern.compile("[a-z+]+://[^/\\s:@${}]+:[^/\\s@${}]+@.+");

	/** The name of a header or variable that is set. */
	private static final Pattern SET = Pattern.compile("(?s).*\\bname: *[\"']?([\\w-]+).*");

	private final Findings findings;

	/**
	 * Makes a check for any files.
	 * @param findings gets what is found
	 */
	public SecretCheck(Findings findings) {
		this.findings = findings;
	}

	/** Checks a file. */
	public void check(YamlFile file) {
		List<String> lines = file.text().lines().toList();
		for (YamlFile.Value value : file.values()) {
			String name = value.key(0).equals("expression") || value.key(0).equals("constant")
					|| value.key(0).equals("simple") ? name(lines, value) : value.key(0);
			String text = value.text().strip();
			boolean secret = VALUE.matcher(text).matches() && NAME.matcher(name).find();
			if (secret || (text.contains("://") && IN_ADDRESS.matcher(text).matches())) {
				this.findings.add(Place.of(file.path(), value.node()), Rule.SECRET, "this looks like a secret",
						"Set it in the environment, and name the setting here: {{section.name}}.");
			}
		}
	}

	/** It stands beside. */
	private static String name(List<String> lines, YamlFile.Value value) {
		int at = value.node().getStartMark().getLine();
		String line = (at < lines.size()) ? lines.get(at) : "";
		Matcher set = SET.matcher(line);
		return (line.contains("name:") && set.matches()) ? set.group(1) : line;
	}

}
