package io.switchboard.routes.check.expression;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The text of several files, without comments, and the names in it. */
class SaidText {

	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9-]++");

	private final StringBuilder text = new StringBuilder();

	/** Most names are not in the text, and this is quicker than to search it. */
	private final Set<String> words = new HashSet<>();

	void add(String file) {
		String said = file.replaceAll("(?m)^\\s*#.*$", "");
		this.text.append(said).append('\n');
		WORD.matcher(said).results().map(MatchResult::group).forEach(this.words::add);
	}

	/** Whether the name is in the text, and not as a part of a longer name. */
	boolean names(String name) {
		if (!WORD.matcher(name).results().map(MatchResult::group).allMatch(this.words::contains)) {
			return false;
		}
		for (int at = this.text.indexOf(name); at >= 0; at = this.text.indexOf(name, at + 1)) {
			if (!isOfName(at - 1) && !isOfName(at + name.length())) {
				return true;
			}
		}
		return false;
	}

	/** Whether a name goes on there. */
	private boolean isOfName(int at) {
		if (at < 0 || at >= this.text.length()) {
			return false;
		}
		char c = this.text.charAt(at);
		return c == '-' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	}

	/** Whether these characters are in the text. */
	boolean contains(String part) {
		return this.text.indexOf(part) >= 0;
	}

	/** Whether the pattern is found in the text. */
	boolean has(Pattern pattern) {
		return pattern.matcher(this.text).find();
	}

}
