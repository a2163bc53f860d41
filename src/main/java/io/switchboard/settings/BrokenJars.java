package io.switchboard.settings;

import java.util.Arrays;
import java.util.List;

import io.switchboard.settings.SettingsCheck.Unknown;

/** Tells of jars of the folder {@code lib} that cannot be read. */
public final class BrokenJars {

	/** Set by the loader of the packaged jar: names of files, one in a line. */
	private static final String PROPERTY = "switchboard.broken-jars";

	private BrokenJars() {
	}

	/**
	 * Looks at what the loader has left out.
	 * @return one for each jar; empty if all could be read
	 */
	public static List<Unknown> check() {
		return Arrays.stream(System.getProperty(PROPERTY, "").split("\n"))
			.filter((each) -> !each.isEmpty())
			.map((each) -> new Unknown(each, 0, 0, "it is no jar, or only a part of one",
					"Copy it again as a whole, or take it out."))
			.toList();
	}

}
