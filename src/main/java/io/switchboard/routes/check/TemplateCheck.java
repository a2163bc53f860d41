package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import freemarker.core.ParseException;
import freemarker.template.Configuration;
import io.switchboard.routes.TemplateFormats;

/** Whether every template can be parsed, before the first mail needs it. */
class TemplateCheck {

	private final Path folder;

	private final Findings findings;

	TemplateCheck(Path folder, Findings findings) {
		this.folder = folder;
		this.findings = findings;
	}

	void check() {
		if (!Files.isDirectory(this.folder)) {
			return;
		}
		Configuration configuration = TemplateFormats.of(this.folder);
		for (Path file : YamlFile.in(this.folder, "", this.findings)) {
			parse(file, configuration);
		}
	}

	private void parse(Path file, Configuration configuration) {
		try {
			configuration.getTemplate(file.getFileName().toString());
		}
		catch (ParseException ex) {
			this.findings.add(new Place(file.toString(), ex.getLineNumber(), ex.getColumnNumber()), Rule.TEMPLATE,
					"this is no FreeMarker", Wording.sentence(ex.getEditorMessage()));
		}
		catch (IOException ex) {
			this.findings.add(Place.of(file), Rule.FILE, "it cannot be read: " + ex.getMessage(), "Mend the file.");
		}
	}

}
