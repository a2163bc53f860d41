package io.switchboard.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.text.YamlText;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Whether the files with settings beside the jar are YAML. */
public final class SettingsFile {

	private static final List<Path> FILES = List.of(Path.of("application.yaml"), Path.of("application.yml"),
			Path.of("config", "application.yaml"), Path.of("config", "application.yml"));

	private SettingsFile() {
	}

	/**
	 * Reads them as a start does.
	 * @return what is wrong: one for each file at most
	 */
	public static List<Unknown> check() {
		return check(Path.of(""));
	}

	/**
	 * Those that stand there and are no files. Docker makes a folder of a file that is to
	 * be mounted and is not there.
	 * @return empty if all is well
	 */
	public static List<Unknown> noFiles() {
		return noFiles(Path.of(""));
	}

	static List<Unknown> noFiles(Path directory) {
		return FILES.stream()
			.map(directory::resolve)
			.filter((file) -> Files.exists(file) && !Files.isRegularFile(file))
			.map((file) -> new Unknown(file.toString(), 0, 0,
					Files.isDirectory(file) ? "it is a folder" : "it is no file, but a pipe or a device",
					"Put the file with the settings there, or delete it. Docker makes such a folder if the file that it is to mount is not there."))
			.toList();
	}

	/**
	 * What a start would pass over, in those that are YAML.
	 * @return empty if all is well
	 */
	static List<Unknown> passedOver(Path directory) {
		return FILES.stream()
			.map(directory::resolve)
			.filter(Files::isRegularFile)
			.flatMap((file) -> SettingsDocument.wrong(file).stream())
			.toList();
	}

	static List<Unknown> check(Path directory) {
		List<Unknown> noFiles = noFiles(directory);
		if (!noFiles.isEmpty()) {
			return noFiles;
		}
		List<Unknown> wrong = new ArrayList<>();
		for (Path file : FILES) {
			check(directory.resolve(file), wrong);
		}
		return wrong.isEmpty() ? passedOver(directory) : wrong;
	}

	private static void check(Path file, List<Unknown> wrong) {
		if (!Files.isRegularFile(file)) {
			return;
		}
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		try (Reader reader = Files.newBufferedReader(file)) {
			new Yaml(new SafeConstructor(options)).loadAll(reader).forEach((document) -> {
			});
		}
		catch (MarkedYAMLException ex) {
			Mark mark = (ex.getProblemMark() != null) ? ex.getProblemMark() : ex.getContextMark();
			String problem = String.valueOf(ex.getProblem());
			boolean tab = problem.contains("\\t(TAB)");
			wrong.add(new Unknown(file.toString(), (mark != null) ? mark.getLine() + 1 : 0,
					(mark != null) ? mark.getColumn() + 1 : 0, tab ? "a tab" : "this is not YAML: " + problem,
					tab ? "Indent with spaces." : YamlText.mend(problem,
							"Look at the indentation, at quotes and brackets, for a key that is there twice, and for a colon that is missing.")));
		}
		catch (IOException ex) {
			wrong.add(new Unknown(file.toString(), 0, 0, "it cannot be read: " + ex.getMessage(), "Save it as UTF-8."));
		}
	}

}
