package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import freemarker.template.Configuration;

import org.springframework.stereotype.Component;

/** Whether every template can be parsed, before the first mail needs it. */
@Component
class TemplateCheck {

	private final Configuration configuration;

	TemplateCheck(Configuration templateConfiguration) {
		this.configuration = templateConfiguration;
	}

	/** What is wrong with the templates in a folder; empty if nothing is. */
	List<String> problems(Path folder) {
		List<String> problems = new ArrayList<>();
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
				parse(file, problems);
			}
		}
		catch (IOException ex) {
			problems.add("%s: cannot be read: %s".formatted(folder, ex));
		}
		return problems;
	}

	private void parse(Path file, List<String> problems) {
		try {
			this.configuration.getTemplate(file.getFileName().toString());
		}
		catch (IOException ex) {
			problems.add("%s: %s".formatted(file, ex.getMessage()));
		}
	}

}
