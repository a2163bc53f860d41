package io.switchboard.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A path in another system's answer: names and places in lists, with dots between them,
 * such as {@code results.0.id}. {@code *} stands for each entry of a list.
 */
final class AnswerPath {

	private AnswerPath() {
	}

	/** The value at the path, or null. */
	static @Nullable Object at(@Nullable Object answer, String path) {
		Object here = answer;
		for (String step : path.split("\\.")) {
			if (here instanceof Map<?, ?> map) {
				here = map.get(step);
			}
			else if (here instanceof List<?> list && step.matches("\\d{1,4}")) {
				int place = Integer.parseInt(step);
				here = (place < list.size()) ? list.get(place) : null;
			}
			else {
				return null;
			}
		}
		return here;
	}

	/** Whether the answer says something there, even that there is nothing. */
	static boolean isTold(@Nullable Object answer, String path) {
		int last = path.lastIndexOf('.');
		Object around = (last < 0) ? answer : at(answer, path.substring(0, last));
		return around instanceof Map<?, ?> map && map.containsKey(path.substring(last + 1));
	}

	/** The text or number at the path; empty if there is neither. */
	static String text(@Nullable Object answer, String path) {
		Object here = at(answer, path);
		// an unknown value of a dry run is a map whose text says so
		return (here == null || here instanceof List<?>) ? "" : here.toString().strip();
	}

	/** All texts that stand at one of the paths, which are separated by commas. */
	static List<String> texts(@Nullable Object answer, String paths) {
		List<String> texts = new ArrayList<>();
		for (String path : paths.split(",")) {
			String[] around = path.strip().split("\\.\\*\\.?", 2);
			if (around.length == 1) {
				texts.add(text(answer, around[0]));
			}
			else if (at(answer, around[0]) instanceof List<?> list) {
				list.forEach((each) -> texts.add(around[1].isEmpty() ? String.valueOf(each) : text(each, around[1])));
			}
		}
		texts.removeIf(String::isEmpty);
		return texts;
	}

}
