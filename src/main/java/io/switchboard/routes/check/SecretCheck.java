package io.switchboard.routes.check;

import java.util.regex.Pattern;

/**
 * Whether a secret stands in a file, which is copied, mailed and kept in a repository.
 */
class SecretCheck {

	private static final Pattern NAME = Pattern
		.compile("(?i).*(?:password|passwd|secret|token|api[-_]?key|x-auth-token|authorization)$");

	/** What is long and has no space and no placeholder. */
	private static final Pattern VALUE = Pattern.compile("(?i)(?:(?:bearer|basic) )?(?=\\S*[0-9])[\\w+/=.~-]{12,}");

	private static final Pattern IN_ADDRESS = Pattern.compile("[a-z+]+://[^/\\s:@${}]+:[^/\\s@${}]+@.+");

	private final Findings findings;

	SecretCheck(Findings findings) {
		this.findings = findings;
	}

	void check(YamlFile file) {
		for (YamlFile.Value value : YamlFile.values(file.root())) {
			String name = value.key(0).equals("expression") || value.key(0).equals("constant")
					|| value.key(0).equals("simple") ? name(file, value) : value.key(0);
			boolean secret = NAME.matcher(name).matches() && VALUE.matcher(value.text().strip()).matches();
			if (secret || IN_ADDRESS.matcher(value.text().strip()).matches()) {
				this.findings.add(Place.of(file.path(), value.node()), Rule.SECRET, "this looks like a secret",
						"Set it in the environment, and name the setting here: {{section.name}}.");
			}
		}
	}

	/** Of a header or a variable that is set: it stands beside. */
	private static String name(YamlFile file, YamlFile.Value value) {
		String line = file.text().lines().skip(value.node().getStartMark().getLine()).findFirst().orElse("");
		return line.replaceFirst("(?s).*\\bname: *[\"']?([\\w-]+).*", "$1");
	}

}
