package io.switchboard.routes.check.expression;

import java.util.regex.Pattern;

import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Rule;

/** Whether placeholders are complete, and name variables that the environment has. */
final class PlaceholderCheck {

	private static final Pattern ENVIRONMENT = Pattern.compile("\\{\\{env:([A-Za-z_]\\w*)}}");

	private PlaceholderCheck() {
	}

	static void check(YamlFile file, YamlFile.Value value, Findings findings) {
		String text = value.text();
		if (text.split("\\{\\{", -1).length > text.split("}}", -1).length) {
			findings.add(file.place(value, "{{"), Rule.SETTING, "a placeholder that is not closed",
					"It is {{name.of.a.setting}}.");
		}
		if (text.contains("{{}}")) {
			findings.add(file.place(value, "{{}}"), Rule.SETTING, "a placeholder without a name",
					"It is {{name.of.a.setting}}.");
		}
		ENVIRONMENT.matcher(text)
			.results()
			.filter((each) -> System.getenv(each.group(1)) == null)
			.forEach((each) -> findings.add(file.place(value, each.group(1)), Rule.SETTING,
					"there is no %s in the environment".formatted(each.group(1)),
					"Set it, or give a default: {{env:%s:…}}.".formatted(each.group(1))));
	}

}
