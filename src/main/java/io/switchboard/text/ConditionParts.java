package io.switchboard.text;

import java.util.ArrayList;
import java.util.List;

/** The parts of a condition in Camel's Simple. */
public final class ConditionParts {

	private ConditionParts() {
	}

	/**
	 * What stands between the operators. One in a text in quotes is a part of that text.
	 * @param condition as it is written, such as {@code ${variable.final} && ${body[src]}
	 * != 'a'}
	 * @param operators such as {@code &&}, of two characters each
	 * @return the parts in their order, without blanks around them; at least one
	 */
	public static List<String> of(String condition, String... operators) {
		List<String> parts = new ArrayList<>();
		int begin = 0;
		char quote = 0;
		for (int i = 0; i < condition.length(); i++) {
			char c = condition.charAt(i);
			if (quote != 0) {
				quote = (c == quote) ? 0 : quote;
			}
			else if (c == '\'' || c == '"') {
				quote = c;
			}
			else if (isAny(operators, condition, i)) {
				parts.add(condition.substring(begin, i).strip());
				begin = i + 2;
				i++;
			}
		}
		parts.add(condition.substring(begin).strip());
		return parts;
	}

	private static boolean isAny(String[] operators, String condition, int at) {
		for (String operator : operators) {
			if (condition.startsWith(operator, at)) {
				return true;
			}
		}
		return false;
	}

}
