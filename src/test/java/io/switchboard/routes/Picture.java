package io.switchboard.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A picture in {@code docs/destinations}, drawn from what a route sends. {@code
 * -Dpictures.write=true} draws it again.
 */
final class Picture {

	private static final Path PAGES = Path.of("docs/destinations");

	/** A time that differs from run to run. */
	private static final String NOW = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[\\d.]+Z";

	private static final int MOST_LINES = 16;

	private static final int LONGEST = 84;

	private static final int LINE = 18;

	private Picture() {
	}

	static Path page(String name, String kind) {
		return PAGES.resolve(name + "." + kind);
	}

	/**
	 * Compares it with the file, and asserts that the page of the destination shows the
	 * file.
	 */
	static void assertDrawn(String name, String title, List<String> lines) throws IOException {
		String picture = drawn(title, lines);
		if (Boolean.getBoolean("pictures.write")) {
			Files.writeString(page(name, "svg"), picture);
		}
		assertThat(page(name, "svg")).hasContent(picture);
		assertThat(page(name, "md")).content().contains("(" + name + ".svg)");
		assertThat(picture).doesNotContain("4711").hasSizeLessThan(6000);
	}

	/** The values of JSON, each with its name. */
	static List<String> lines(JsonNode node) {
		List<String> lines = new ArrayList<>();
		flat("", node, lines);
		return lines;
	}

	/** The lines of a text; long lines are divided. */
	static List<String> wrapped(String text) {
		return text.lines().flatMap((line) -> Stream.of(line.split("(?<=\\G.{80})"))).toList();
	}

	private static String drawn(String title, List<String> lines) {
		List<String> shown = (lines.size() <= MOST_LINES) ? lines : lines.subList(0, MOST_LINES);
		StringBuilder svg = new StringBuilder();
		int height = LINE * (shown.size() + 3);
		svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"%d\" role=\"img\">%n"
			.formatted(height))
			.append("<rect width=\"718\" height=\"%d\" x=\"1\" y=\"1\" rx=\"8\" fill=\"#f6f8fa\" stroke=\"#d0d7de\"/>%n"
				.formatted(height - 2))
			.append("<g font-family=\"monospace\" font-size=\"13\" fill=\"#1f2328\">%n".formatted());
		text(svg, 1, title, " font-weight=\"bold\"");
		for (int i = 0; i < shown.size(); i++) {
			text(svg, i + 2, shown.get(i), "");
		}
		return svg.append("</g>\n</svg>\n").toString();
	}

	private static void text(StringBuilder svg, int line, String text, String more) {
		String cut = (text.length() <= LONGEST) ? text : text.substring(0, LONGEST) + "…";
		svg.append("<text x=\"16\" y=\"%d\"%s xml:space=\"preserve\">%s</text>%n".formatted(LINE * line + 8, more,
				cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
	}

	private static void flat(String name, JsonNode node, List<String> lines) {
		if (node.isValueNode()) {
			lines.add(name + ": " + node.asText().replace("\n", " ⏎ ").replaceAll(NOW, "2026-04-28T08:46:14Z"));
		}
		for (Map.Entry<String, JsonNode> field : node.properties()) {
			flat(name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue(), lines);
		}
		for (int i = 0; i < node.size() && node.isArray(); i++) {
			flat(name + "[" + i + "]", node.get(i), lines);
		}
	}

}
