package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/architecture.md} agrees with the code. {@code -Darchitecture.write=true}
 * writes its diagram.
 */
class ArchitectureTests {

	private static final String HOUSE = "io.switchboard";

	private static final Path PAGE = Path.of("docs", "architecture.md");

	private static final Pattern DIAGRAM = Pattern
		.compile("(<!-- packages: begin[^\n]*-->\n).*(<!-- packages: end -->)", Pattern.DOTALL);

	private static final Pattern STEP = Pattern.compile("(?m)^(\\d+)\\. (.*)$");

	private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+\\.)*[A-Z]\\w+)`");

	private static final JavaClasses CLASSES = ReadClasses.ALL;

	@Test
	void the_diagram_is_as_the_code_is() throws IOException {
		String page = Files.readString(PAGE);
		String anew = DIAGRAM.matcher(page).replaceFirst("$1" + Matcher.quoteReplacement(diagrams()) + "$2");
		if (System.getProperty("architecture.write") != null) {
			Files.writeString(PAGE, anew);
			return;
		}
		assertThat(page)
			.as("docs/architecture.md: to write it anew, mvn test -Dtest=ArchitectureTests -Darchitecture.write=true")
			.isEqualTo(anew);
	}

	@Test
	void no_arrow_of_the_diagram_leads_upwards() throws IOException {
		int arrows = 0;
		String[] parts = Files.readString(PAGE).split("```mermaid\n");
		for (int i = 1; i < parts.length; i++) {
			List<String> places = new ArrayList<>();
			for (String line : parts[i].split("```")[0].lines().map(String::strip).toList()) {
				if (line.contains(" --> ")) {
					String[] ends = line.split(" --> ");
					assertThat(places.indexOf(ends[1])).as(line).isGreaterThan(places.indexOf(ends[0])).isNotNegative();
					arrows++;
				}
				else {
					places.add(line.replaceFirst("\\[.*", ""));
				}
			}
		}
		assertThat(arrows).isGreaterThan(30);
	}

	@Test
	void an_event_goes_through_classes_that_exist_in_twenty_lines() throws IOException {
		Set<String> names = CLASSES.stream().map(JavaClass::getFullName).collect(Collectors.toSet());
		List<String> numbers = new ArrayList<>();
		Matcher steps = STEP.matcher(Files.readString(PAGE));
		while (steps.find()) {
			numbers.add(steps.group(1));
			List<String> classes = CLASS.matcher(steps.group(2)).results().map((each) -> each.group(1)).toList();
			assertThat(classes).as(steps.group()).isNotEmpty();
			assertThat(classes).allMatch((each) -> names.contains(HOUSE + "." + each));
		}
		assertThat(numbers).hasSize(20).startsWith("1").endsWith("20");
	}

	@Test
	void where_to_look_is_where_it_is() throws IOException {
		Set<String> names = CLASSES.stream().map(JavaClass::getFullName).collect(Collectors.toSet());
		List<String> rows = Files.readString(PAGE).split("## Where to look")[1].lines().skip(4).toList();
		assertThat(rows).hasSizeGreaterThanOrEqualTo(10);
		for (String row : rows) {
			List<String> classes = CLASS.matcher(row).results().map((each) -> each.group(1)).toList();
			assertThat(classes).as(row).isNotEmpty();
			assertThat(classes).allMatch((each) -> names.contains(HOUSE + "." + each));
		}
	}

	/** All rooms, and within those that have several packages. */
	private static String diagrams() throws IOException {
		StringBuilder text = new StringBuilder();
		Map<String, Set<String>> rooms = edges("", ArchitectureTests::room);
		text.append(diagram(rooms));
		Set<String> large = rooms.keySet()
			.stream()
			.filter((room) -> !room.equals("start") && edges(room, inner(room)).size() > 3)
			.collect(Collectors.toCollection(TreeSet::new));
		large.add("routes.check");
		for (String room : large) {
			text.append("\nWithin `").append(room).append("`:\n\n").append(diagram(edges(room, inner(room))));
		}
		text.append("\n| room | what it is for |\n|---|---|\n");
		for (String room : rooms.keySet()) {
			text.append("| `%s` | %s |\n".formatted(room, purpose(room)));
		}
		return text.toString();
	}

	/** The REST client stands above the store, the platform's words at the bottom. */
	private static String room(String name) {
		if (name.startsWith("voipstudio.api")) {
			return "voipstudio.api";
		}
		return name.isEmpty() ? "start" : name.split("\\.")[0];
	}

	private static UnaryOperator<String> inner(String room) {
		return (name) -> {
			if (!name.equals(room) && !name.startsWith(room + ".")) {
				return "";
			}
			return name.equals(room) ? room : name.substring(room.length() + 1).split("\\.")[0];
		};
	}

	/** The rooms that each room knows, by name; a room without a name is left out. */
	private static Map<String, Set<String>> edges(String within, UnaryOperator<String> names) {
		Map<String, Set<String>> edges = new TreeMap<>();
		for (JavaClass each : CLASSES) {
			String from = names.apply(name(each));
			if (!from.isEmpty() && !each.getSimpleName().equals("package-info")) {
				edges.computeIfAbsent(from, (key) -> new TreeSet<>());
				for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
					JavaClass target = dependency.getTargetClass().getBaseComponentType();
					String to = target.getPackageName().startsWith(HOUSE) ? names.apply(name(target)) : "";
					if (!to.isEmpty() && !to.equals(from)) {
						edges.get(from).add(to);
					}
				}
			}
		}
		return edges;
	}

	private static String name(JavaClass each) {
		return each.getPackageName().equals(HOUSE) ? "" : each.getPackageName().substring(HOUSE.length() + 1);
	}

	private static String diagram(Map<String, Set<String>> edges) {
		Map<String, Integer> heights = new HashMap<>();
		edges.keySet().forEach((name) -> height(name, edges, heights, 0));
		List<String> fromTheTop = edges.keySet()
			.stream()
			.sorted(Comparator.comparing((String name) -> -heights.get(name)).thenComparing(Comparator.naturalOrder()))
			.toList();
		StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");
		fromTheTop.forEach((name) -> text.append("  %s[%s]\n".formatted(name.replace(".", ""), name)));
		for (String from : fromTheTop) {
			for (String to : edges.get(from)) {
				boolean follows = edges.get(from)
					.stream()
					.anyMatch((between) -> !between.equals(to) && reaches(between, to, edges));
				if (!follows) {
					text.append("  %s --> %s\n".formatted(from.replace(".", ""), to.replace(".", "")));
				}
			}
		}
		return text.append("```\n").toString();
	}

	private static int height(String name, Map<String, Set<String>> edges, Map<String, Integer> heights, int depth) {
		assertThat(depth).as("a circle through " + name).isLessThanOrEqualTo(edges.size());
		Integer known = heights.get(name);
		if (known != null) {
			return known;
		}
		int height = 0;
		for (String below : edges.get(name)) {
			height = Math.max(height, 1 + height(below, edges, heights, depth + 1));
		}
		heights.put(name, height);
		return height;
	}

	private static boolean reaches(String from, String to, Map<String, Set<String>> edges) {
		return edges.get(from).stream().anyMatch((next) -> next.equals(to) || reaches(next, to, edges));
	}

	/** The first sentence of the package's description. */
	private static String purpose(String room) throws IOException {
		Path folder = Path.of("src/main/java/io/switchboard")
			.resolve(room.equals("start") ? "" : room.replace('.', '/'));
		Matcher description = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL)
			.matcher(Files.readString(folder.resolve("package-info.java")));
		assertThat(description.find()).as(room).isTrue();
		String text = description.group(1)
			.replaceAll("(?m)^ \\* ?", "")
			.replaceAll("\\{@code ([^}]*)}", "`$1`")
			.replaceAll("\\s+", " ")
			.strip();
		return text.split("(?<=\\.)(?: |$)")[0];
	}

}
