package io.switchboard.console.picture;

import java.util.stream.IntStream;

import io.switchboard.console.picture.Picture.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The places of boxes in the picture. */
class DrawingTests {

	@Test
	void the_same_boxes_stand_where_they_stood() {
		Picture first = drawn(12, "queue, final");
		for (int i = 0; i < 5; i++) {
			assertThat(drawn(12, "queue, final")).isEqualTo(first);
		}
	}

	@Test
	void a_box_is_as_wide_as_its_text_but_no_text_is_too_long_for_a_box() {
		double narrow = drawn(3, "x").boxes().get(0).width();
		double wide = drawn(3, "MMMMMMMMMMMMMMMMMM").boxes().get(0).width();
		assertThat(wide).isGreaterThan(narrow + 60);
		assertThat(drawn(3, "M".repeat(300)).boxes()).allMatch((box) -> box.width() <= 340);
	}

	/** Several nodes of each kind, with crossing arrows. */
	private static Picture drawn(int number, String note) {
		Drawing drawing = new Drawing();
		for (Kind kind : Kind.values()) {
			IntStream.range(0, number)
				.forEach((i) -> drawing.box(kind, "b" + i, kind + " " + i, (kind == Kind.CASE) ? note : "", false));
		}
		for (Kind kind : new Kind[] { Kind.CASE, Kind.ROUTE, Kind.KAMELET }) {
			IntStream.range(0, number).forEach((i) -> {
				drawing.arrow(kind, "b" + i, "b" + (i * 7 + 3) % number, "", false);
				drawing.arrow(kind, "b" + i, "b" + (i * 5 + 1) % number, "", false);
			});
		}
		return drawing.picture();
	}

}
