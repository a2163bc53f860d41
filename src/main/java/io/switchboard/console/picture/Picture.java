package io.switchboard.console.picture;

import java.util.Arrays;
import java.util.List;

/**
 * The places of all boxes, in four columns, and of the arrows between them.
 *
 * @param width of the whole
 * @param height of the whole
 * @param boxes all of them, column by column
 * @param arrows all of them
 */
public record Picture(int width, int height, List<Box> boxes, List<Arrow> arrows) {

	/** What a box stands for; the columns from left to right. */
	public enum Kind {

		/** An event in its context. */
		CASE("Event, in its context"),
		/** A route. */
		ROUTE("Route"),
		/** A kamelet. */
		KAMELET("Kamelet"),
		/** A system that is reached in the end. */
		SYSTEM("System");

		private final String words;

		Kind(String words) {
			this.words = words;
		}

	}

	/**
	 * The heading of a column.
	 *
	 * @param text for people
	 * @param x from the left
	 */
	public record Head(String text, double x) {
	}

	/** One for each column that holds a box. */
	public List<Head> heads() {
		return Arrays.stream(Kind.values())
			.flatMap((kind) -> this.boxes.stream().filter((box) -> box.kind() == kind).limit(1))
			.map((box) -> new Head(box.kind().words, box.x()))
			.toList();
	}

	/**
	 * A box.
	 *
	 * @param kind what it stands for
	 * @param id of what it stands for
	 * @param title its first line
	 * @param note its second line, perhaps empty
	 * @param off whether the settings keep it from ever happening
	 * @param x from the left
	 * @param y from above
	 * @param width how wide
	 * @param height how high
	 */
	public record Box(Kind kind, String id, String title, String note, boolean off, double x, double y, double width,
			double height) {

		/** Of a kind, for the template. */
		public boolean is(String name) {
			return this.kind.name().equals(name);
		}

	}

	/**
	 * An arrow.
	 *
	 * @param kind of the box where it begins
	 * @param from of the box where it begins
	 * @param to of the box where it ends
	 * @param note under which conditions, perhaps empty
	 * @param off whether the settings keep all events from going there
	 * @param path how it is drawn, for SVG
	 * @param x of a number that stands on it: its middle in the first column, else its
	 * begin
	 * @param y the line that such a number stands on
	 */
	public record Arrow(Kind kind, String from, String to, String note, boolean off, String path, double x, double y) {
	}

}
