package io.switchboard.simulator.wire;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the answers, by their status and their word. */
public class AnswerCounts {

	private static final Pattern WORD = Pattern.compile("\"status\"\\s*:\\s*\"([a-z_]{1,30})\"");

	private final TreeMap<String, Integer> counts = new TreeMap<>();

	public synchronized void add(Notification notification) {
		this.counts.merge(answer(notification), 1, Integer::sum);
	}

	private static String answer(Notification notification) {
		if (notification.status() == null) {
			return "no answer";
		}
		Matcher word = WORD.matcher((notification.reply() != null) ? notification.reply() : "");
		return word.find() ? notification.status() + " " + word.group(1) : notification.status().toString();
	}

	public synchronized Map<String, Integer> byAnswer() {
		return new TreeMap<>(this.counts);
	}

}
