package io.switchboard.console.pages.calls;

/**
 * An arrow from one column of the ladder to another.
 *
 * @param from the column where it begins
 * @param to the column where it ends
 */
record Arrow(int from, int to) {

	/** What a column's cell draws of it, as a class of the style sheet. */
	public String in(int column) {
		if (column < Math.min(this.from, this.to) || column > Math.max(this.from, this.to)) {
			return "";
		}
		String way = (this.from < this.to) ? " right" : " left";
		if (column == this.from) {
			return "line begins" + way;
		}
		return ((column == this.to) ? "line ends" : "line") + way;
	}

	/** What a screen reader says there. */
	public String word(int column) {
		if (column == this.from) {
			return "from here";
		}
		return (column == this.to) ? "to here" : "";
	}

}
