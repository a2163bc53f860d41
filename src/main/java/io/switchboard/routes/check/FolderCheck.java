package io.switchboard.routes.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.camel.model.RouteDefinition;

/**
 * Checks a folder with routes: all that is wrong with it, at once. It is loaded apart
 * from what runs; nothing is started, sent or written.
 */
public class FolderCheck {

	private final Surroundings surroundings;

	FolderCheck(Surroundings surroundings) {
		this.surroundings = surroundings;
	}

	/**
	 * Checks all of a folder. Several threads may do so at once.
	 * @param routesDirectory with the routes, kamelets, templates and statements
	 * @return in the order of files and lines; empty if nothing is found. What has
	 * {@link Severity#ERROR} cannot work
	 */
	public List<Finding> check(Path routesDirectory) {
		Findings findings = new Findings();
		if (!Files.isDirectory(routesDirectory)) {
			findings.add(Place.of(routesDirectory), Rule.FILE, "there is no such folder",
					"Set routes.dir to the folder with the routes.");
			return findings.sorted();
		}
		List<YamlFile> routes = read(routesDirectory, ".camel.yaml", findings);
		read(routesDirectory.resolve("kamelets"), ".kamelet.yaml", findings);
		new NameCheck(findings).check(routes);
		Set<String> unread = new HashSet<>();
		YamlFile.in(routesDirectory, ".camel.yaml", findings).forEach((file) -> unread.add(YamlFile.name(file)));
		try (SpareContext spare = new SpareContext("file:" + routesDirectory.resolve("kamelets"), this.surroundings)) {
			for (YamlFile file : routes) {
				if (spare.load(file, findings)) {
					unread.remove(file.name());
				}
			}
			List<RouteDefinition> all = new ArrayList<>(spare.routes());
			all.addAll(this.surroundings.inJava().get());
			findings.addAll(new WiringCheck(routesDirectory, spare.camel(), this.surroundings.switches(), all, unread)
				.findings());
		}
		new TemplateCheck(routesDirectory.resolve("templates"), findings).check();
		new StatementCheck(this.surroundings.store(), findings).check(routesDirectory.resolve("statements"));
		return findings.sorted();
	}

	private static List<YamlFile> read(Path folder, String ending, Findings findings) {
		List<YamlFile> read = new ArrayList<>();
		for (Path path : YamlFile.in(folder, ending, findings)) {
			YamlFile file = YamlFile.read(path, findings);
			if (file != null) {
				read.add(file);
			}
		}
		return read;
	}

}
