package io.switchboard.console.pages.calls;

import org.jspecify.annotations.Nullable;

/**
 * An arrow from one column of the ladder to another.
 *
 * @param from the column where it begins
 * @param to the column where it ends
 */
record Arrow(int from, int to) {

	/** The part of the arrow in one column, as a class of the style sheet. */
	String in(int column) {
		if (column < Math.min(this.from, this.to) || column > Math.max(this.from, this.to)) {
			return "";
		}
		String way = (this.from < this.to) ? " right" : " left";
		if (column == this.from) {
			return "line begins" + way;
		}
		return ((column == this.to) ? "line ends" : "line") + way;
	}

	/** What a screen reader says there, or null. */
	@Nullable String word(int column) {
		if (column == this.from) {
			return "from here";
		}
		return (column == this.to) ? "to here" : null;
	}

}
