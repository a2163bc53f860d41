package io.switchboard.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.ClassPathResource;

/**
 * A setting as the jar's own file has it.
 *
 * @param value what it is where nobody sets it; may be empty
 * @param comment what stands beside it; may be empty
 */
record WrittenSetting(String value, String comment) {

	private static final Pattern LINE = Pattern
		.compile("( *)([a-z][a-z0-9-]*):(?: +([^#\\s](?:[^#]|(?<! )#)*?))?(?:\\s+# (.*))?");

	/** Those of Switchboard, by their names. */
	static Map<String, WrittenSetting> all() {
		Map<String, WrittenSetting> written = new TreeMap<>();
		KnownSettings known = KnownSettings.all();
		List<String> path = new ArrayList<>();
		for (String line : text().split("(?m)^---$")[0].lines().toList()) {
			Matcher setting = LINE.matcher(line);
			if (!setting.matches()) {
				continue;
			}
			path.subList(Math.min(setting.group(1).length() / 2, path.size()), path.size()).clear();
			path.add(setting.group(2));
			String name = String.join(".", path);
			if (setting.group(3) != null && known.names().contains(name)) {
				written.put(name, new WrittenSetting(setting.group(3).strip().replaceAll("^\"|\"$", ""),
						(setting.group(4) != null) ? setting.group(4).strip() : ""));
			}
		}
		return written;
	}

	private static String text() {
		try {
			return new ClassPathResource("application.yaml").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
