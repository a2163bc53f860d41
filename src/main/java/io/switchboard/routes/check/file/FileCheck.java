package io.switchboard.routes.check.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.text.Nearest;
import io.switchboard.text.YamlText;
import org.jspecify.annotations.Nullable;

/**
 * Whether each file of the folder can be read, and has a name that Switchboard looks for.
 * Finds broken links, folders with the name of a file, wrong encodings and unfinished
 * merges.
 */
public final class FileCheck {

	private static final Set<String> FOLDERS = Set.of("kamelets", "templates", "statements", "tables", "lookups",
			"hours", "on-call", "keywords", "samples", "scenarios");

	/** The endings of our files. */
	private static final Pattern OURS = Pattern
		.compile("(?i).*\\.(?:ya?ml|java|sql|xml|kts?|groovy|csv|tsv|xlsx?|ods|yaml\\.txt|json5?)");

	/** How a file's name ends, by folder; the usual ending is the first. */
	private static final Map<String, List<String>> ENDINGS = Map.of("", List.of(".camel.yaml", ".java"), "kamelets",
			List.of(".kamelet.yaml"), "statements", List.of(".sql"), "lookups", List.of(".csv", ".yaml"), "hours",
			List.of(".yaml", ".ics"), "on-call", List.of(".yaml", ".ics"), "keywords", List.of(".yaml"), "samples",
			List.of(".expect.yaml", ".json"), "scenarios", List.of(".yaml"));

	private static final Map<String, String> WHAT = Map.of("", "A file with routes", "kamelets", "A kamelet", "lookups",
			"A table");

	private static final Pattern ROUTES = Pattern.compile("[^/]+\\.(?:camel\\.yaml|java)");

	/** The marks that git leaves where it cannot merge. */
	private static final Pattern CONFLICT = Pattern.compile("(?m)^(?:<{7}|>{7}) ");

	private static final Pattern MARKED = Pattern.compile("(?:templates|statements|tables)/.*|.*\\.java");

	private static final int LARGEST_TEMPLATE = 1024 * 1024;

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private final Path folder;

	private final Findings findings;

	private FileCheck(Path folder, Findings findings) {
		this.folder = folder;
		this.findings = findings;
	}

	/**
	 * A file with a finding here gets no further findings; nor does a folder that is
	 * none.
	 */
	public static Findings of(Path folder) {
		Findings findings = new Findings();
		if (Files.isDirectory(folder)) {
			new FileCheck(folder, findings).check();
		}
		else {
			findings.only(Place.of(folder), Rule.FILE, "there is no such folder",
					"Set routes.dir to the folder with the routes.");
		}
		return findings;
	}

	private void check() {
		entries(this.folder).forEach(this::entry);
		for (String name : FOLDERS) {
			Path inner = this.folder.resolve(name);
			if (Files.isDirectory(inner)) {
				entries(inner).forEach(this::entry);
				entries(inner).stream()
					.filter((each) -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
					.flatMap((each) -> entries(each).stream())
					.filter(Files::isSymbolicLink)
					.forEach(this::leads);
			}
		}
		if (this.findings.sorted().stream().noneMatch((each) -> each.rule() == Rule.FILE)) {
			RoutesText.list(this.folder).forEach(this::content);
		}
	}

	private List<Path> entries(Path directory) {
		try (Stream<Path> all = Files.list(directory)) {
			return all.filter((each) -> !RoutesText.isBeingEdited(each.getFileName().toString())).sorted().toList();
		}
		catch (IOException ex) {
			this.findings.only(Place.of(directory), Rule.FILE, "the folder cannot be read: " + ex.getMessage(),
					"Check its permissions.");
			return List.of();
		}
	}

	private void entry(Path entry) {
		String name = entry.getFileName().toString();
		String path = this.folder.relativize(entry).toString().replace('\\', '/');
		if (Files.isSymbolicLink(entry) && !leads(entry)) {
			return;
		}
		if (Files.isDirectory(entry)) {
			directory(entry, name, path);
		}
		else if (!Files.isRegularFile(entry)) {
			this.findings.only(Place.of(entry), Rule.FILE, "this is no file, but a pipe, a socket or a device",
					"Delete it.");
		}
		else {
			String inner = path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
			List<String> own = ENDINGS.getOrDefault(inner, List.of(""));
			if (OURS.matcher(name).matches() && own.stream().noneMatch(name::endsWith)) {
				unread(entry, "Switchboard does not read a file with this name", "%s is named %s%s.".formatted(
						WHAT.getOrDefault(inner, "A file of this folder"), name.replaceFirst("\\..*", ""), own.get(0)));
			}
		}
	}

	/** Whether the target of a link can be read. */
	private boolean leads(Path link) {
		try {
			Path real = link.toRealPath();
			if (this.folder.toRealPath().startsWith(real)) {
				this.findings.only(Place.of(link), Rule.FILE, "this link leads back to a folder that it stands in",
						"Delete it.");
				return false;
			}
			return true;
		}
		catch (IOException ex) {
			this.findings.only(Place.of(link), Rule.FILE, "this link leads nowhere", "Fix it, or delete it.");
			return false;
		}
	}

	private void directory(Path directory, String name, String path) {
		boolean top = !path.contains("/");
		if ((top && ROUTES.matcher(name).matches()) || (!top && name.matches(".+\\.[a-z]+"))) {
			this.findings.only(Place.of(directory), Rule.FILE, "this is a folder with the name of a file",
					"Rename it, or move the file that is in it to its place.");
		}
		else if (top && !FOLDERS.contains(name)) {
			String mend = Nearest.of(name, FOLDERS)
				.map((near) -> "Did you mean %s?".formatted(near))
				.orElse("Routes stand in %s itself.".formatted(this.folder));
			boolean near = mend.startsWith("Did");
			if (near || entries(directory).stream().anyMatch((each) -> OURS.matcher(each.toString()).matches())) {
				unread(directory, "Switchboard does not read a folder with this name", mend);
			}
		}
	}

	private void unread(Path path, String what, String mend) {
		this.findings.add(Place.of(path), Rule.UNREAD, what, mend);
	}

	private void content(Path file) {
		String path = this.folder.relativize(file).toString().replace('\\', '/');
		if (path.startsWith("templates/") && file.toFile().length() > LARGEST_TEMPLATE) {
			this.findings.only(Place.of(file), Rule.FILE, "the template has more than 1 MB",
					"Write a shorter one; FreeMarker would need minutes to read it.");
			return;
		}
		if (path.endsWith(".yaml") && YamlText.isTooLarge(file)) {
			this.findings.only(Place.of(file), Rule.FILE, "the file has more than 1 MB",
					path.startsWith("lookups/") ? "Write the table as CSV."
							: "Split it, or write a shorter one; YAML would need minutes to be read.");
			return;
		}
		String text = text(file, path.startsWith("samples/") || path.equals("README.md"));
		if (text == null) {
			return;
		}
		Matcher conflict = CONFLICT.matcher(text);
		if (conflict.find()) {
			int line = (int) text.substring(0, conflict.start()).lines().count() + 1;
			this.findings.only(new Place(file.toString(), line, 1), Rule.FILE,
					"git could not merge this, and both versions are here",
					"Keep one of the two, and delete the lines with <<<<<<<, ======= and >>>>>>>.");
		}
		else if (text.startsWith(BYTE_ORDER_MARK) && MARKED.matcher(path).matches()) {
			this.findings.only(new Place(file.toString(), 1, 1), Rule.FILE,
					"the file begins with a byte order mark, which would be part of it",
					"Save it as UTF-8 without one (BOM).");
		}
		else if (path.startsWith("templates/") && text.isBlank()) {
			this.findings.only(Place.of(file), Rule.FILE, "the file is empty", "Write a text, or delete it.");
		}
	}

	private @Nullable String text(Path file, boolean harmless) {
		try {
			byte[] bytes = Files.readAllBytes(file);
			CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT);
			ByteBuffer input = ByteBuffer.wrap(bytes);
			CharBuffer text = CharBuffer.allocate(bytes.length);
			CoderResult result = decoder.decode(input, text, true);
			if (!result.isError()) {
				return text.flip().toString();
			}
			int line = 1;
			for (int i = 0; i < input.position(); i++) {
				line += (bytes[i] == '\n') ? 1 : 0;
			}
			this.findings.only(new Place(file.toString(), line, 1), harmless ? Rule.UNREAD : Rule.FILE,
					"its bytes are not UTF-8", file.toString().endsWith(".csv")
							? "Save it as UTF-8; a spreadsheet calls it CSV UTF-8." : "Save it as UTF-8.");
		}
		catch (IOException ex) {
			this.findings.only(Place.of(file), Rule.FILE, "it cannot be read: " + ex.getMessage(),
					"Check its permissions.");
		}
		return null;
	}

}
