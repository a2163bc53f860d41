package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every name in the document of a package exists. */
class PackageDocumentsTests {

	private static final Path SOURCES = Path.of("src/main/java/io/switchboard");

	private static final Pattern NAMED = Pattern.compile("\\{@code (?:([a-z.]+)\\.)?([A-Z][a-z][A-Za-z]*)}");

	private static final Pattern RECORD = Pattern.compile(
			"(/\\*\\*(?:(?!\\*/).)*+\\*/\\s*)?(?:@[^\\n]*\\n\\s*)*public record (\\w+)(?:<[^>]*>)?\\(((?:[^()]|\\([^()]*\\))*)\\)",
			Pattern.DOTALL);

	@Test
	void every_component_of_a_public_record_is_documented() throws IOException {
		Set<String> silent = new TreeSet<>();
		try (Stream<Path> all = Files.walk(SOURCES)) {
			for (Path file : all.filter((each) -> each.toString().endsWith(".java")).toList()) {
				for (var found : RECORD.matcher(Files.readString(file)).results().toList()) {
					String document = String.valueOf(found.group(1));
					for (String component : withoutTypes(found.group(3)).split(",")) {
						String name = component.strip().replaceFirst("(?s).*\\s", "");
						if (!name.isEmpty() && !document.contains("@param " + name)) {
							silent.add(found.group(2) + "." + name);
						}
					}
				}
			}
		}
		assertThat(silent).isEmpty();
	}

	@Test
	void every_class_that_the_document_of_a_package_names_exists() throws IOException {
		List<Path> files;
		try (Stream<Path> all = Files.walk(SOURCES)) {
			files = all.filter((each) -> each.toString().endsWith(".java")).toList();
		}
		Set<String> classes = files.stream().map(Path::toString).collect(Collectors.toSet());
		Set<String> simple = files.stream().map((file) -> file.getFileName().toString()).collect(Collectors.toSet());
		Set<String> gone = new TreeSet<>();
		int named = 0;
		for (Path document : files.stream().filter((file) -> file.endsWith("package-info.java")).toList()) {
			String text = Files.readString(document).replaceAll("\\s*\\n \\*\\s*", " ");
			for (var name : NAMED.matcher(text).results().toList()) {
				named++;
				String file = name.group(2) + ".java";
				String room = name.group(1);
				boolean exists = (room == null) ? simple.contains(file)
						: classes.stream().anyMatch((each) -> each.endsWith(room.replace('.', '/') + "/" + file));
				if (!exists) {
					gone.add("%s: %s".formatted(SOURCES.relativize(document.getParent()), name.group()));
				}
			}
		}
		assertThat(gone).isEmpty();
		assertThat(named).isGreaterThan(100);
	}

	/** Commas in annotations and in angle brackets separate no parameters. */
	private static String withoutTypes(String components) {
		String without = components.replaceAll("@\\w+(\\([^)]*\\))?", "");
		while (without.contains("<")) {
			without = without.replaceAll("<[^<>]*>", "");
		}
		return without;
	}

}
