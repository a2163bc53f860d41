package io.switchboard.answers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.text.Readable;
import org.jspecify.annotations.Nullable;

/**
 * Copies of what one attempt sent, in order, as far as there is room. Longer texts are
 * cut. Several threads may add to it.
 */
public final class SentCopies {

	private static final int MOST = 50;

	/** The room for the text of an answer. */
	private static final int LONGEST_ANSWER = 4096;

	private static final String CUT = "…";

	private final List<SentCopy> copies = new ArrayList<>();

	private long room;

	SentCopies() {
	}

	/** Without it nothing is kept. */
	synchronized void allow(long characters) {
		this.room = characters;
	}

	/** Adds a copy. Returns its place, or a negative number if there is no room. */
	synchronized int add(SentCopy copy) {
		if (this.copies.size() >= MOST || this.room <= 0) {
			return -1;
		}
		this.copies.add(new SentCopy(copy.at(), copy.kind(), fitting(copy.facts(), Integer.MAX_VALUE)));
		return this.copies.size() - 1;
	}

	/** Adds the answer. */
	synchronized void complete(int place, Map<String, @Nullable Object> answer) {
		if (place >= 0) {
			this.copies.set(place, this.copies.get(place).with(fitting(answer, LONGEST_ANSWER)));
		}
	}

	private Map<String, @Nullable Object> fitting(Map<?, ?> facts, int longest) {
		Map<String, @Nullable Object> fitting = new LinkedHashMap<>();
		facts.forEach((name, value) -> fitting.put(String.valueOf(name), fitting(value, longest)));
		return fitting;
	}

	private @Nullable Object fitting(@Nullable Object value, int longest) {
		if (value instanceof Map<?, ?> map) {
			return fitting(map, longest);
		}
		if (value == null || value instanceof Number || value instanceof Boolean) {
			return value;
		}
		String text = value.toString();
		int most = (int) Math.min(longest, Math.max(0, this.room));
		String kept = (text.length() <= most) ? text : Readable.cut(text, most + CUT.length());
		this.room -= kept.length();
		return kept;
	}

	/**
	 * All so far.
	 * @return a list of its own
	 */
	public synchronized List<SentCopy> all() {
		return List.copyOf(this.copies);
	}

}
