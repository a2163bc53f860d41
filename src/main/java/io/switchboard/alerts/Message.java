package io.switchboard.alerts;

import java.util.List;

/**
 * A message to people.
 *
 * @param id the same each time it is sent
 * @param subject one line
 * @param lines one for each alert
 * @param notices what it tells; empty for one that is a test, or told without the store
 */
record Message(String id, String subject, List<Line> lines, List<Notice> notices) {

	/**
	 * One alert, for people.
	 *
	 * @param label a word or two, such as {@code Critical}
	 * @param text one sentence
	 * @param link to the console, or empty
	 */
	record Line(String label, String text, String link) {
	}

	/** The whole of it, as plain text. */
	String text() {
		StringBuilder text = new StringBuilder();
		for (Line line : this.lines) {
			text.append(line.label()).append(": ").append(line.text()).append('\n');
			if (!line.link().isEmpty()) {
				text.append("  ").append(line.link()).append('\n');
			}
		}
		return text.toString();
	}

}
