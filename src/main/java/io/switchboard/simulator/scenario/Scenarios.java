package io.switchboard.simulator.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.switchboard.text.YamlText;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The scenarios that can be played: the files in {@code routes/scenarios}, read anew each
 * time, so that an edit counts at once.
 */
@Component
@Profile({ "demo", "simulator" })
public class Scenarios {

	private static final String SUFFIX = ".yaml";

	/** The file of the account, which is not a scenario. */
	private static final String ACCOUNT = "account";

	private final Path folder;

	private final Planner planner = new Planner(this::read);

	public Scenarios(@Value("${routes.dir}") Path routes) {
		this.folder = routes.resolve("scenarios");
		names().forEach(this::read);
	}

	public List<String> names() {
		if (!Files.isDirectory(this.folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(SUFFIX))
				.map((name) -> name.substring(0, name.length() - SUFFIX.length()))
				.filter((name) -> !name.equals(ACCOUNT))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot list the scenarios in " + this.folder, ex);
		}
	}

	public String title(String name) {
		return read(name).title();
	}

	public String description(String name) {
		return read(name).description();
	}

	/** Plans a scenario. */
	public Plan plan(String name, PlayOptions options) {
		return this.planner.plan(read(name), options);
	}

	private Scenario read(String name) {
		if (!names().contains(name)) {
			throw new UnknownScenarioException(name, names());
		}
		Path file = this.folder.resolve(name + SUFFIX);
		try {
			return ScenarioReader.read(name, file.toString(), YamlText.read(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot read " + file, ex);
		}
	}

}
