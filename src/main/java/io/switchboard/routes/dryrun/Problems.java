package io.switchboard.routes.dryrun;

import java.util.List;

import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import io.switchboard.failure.RetryLater;
import io.switchboard.text.Causes;
import org.apache.camel.NamedNode;
import org.jspecify.annotations.Nullable;

/** Finds the file and line that a failure comes from. */
final class Problems {

	private Problems() {
	}

	/**
	 * Finds the place.
	 * @param file the route's file
	 * @param step at which the route failed, if that is known
	 */
	static Preview.Problem of(Throwable failure, String file, @Nullable NamedNode step) {
		String id = (step != null) ? step.getId() : null;
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof TemplateException template && template.getTemplateSourceName() != null) {
				return new Preview.Problem("templates/" + template.getTemplateSourceName(),
						line(template.getLineNumber()), id, sentence(template.getMessageWithoutStackTop()));
			}
			if (cause instanceof ParseException template && template.getTemplateName() != null) {
				return new Preview.Problem("templates/" + template.getTemplateName(), line(template.getLineNumber()),
						id, sentence(template.getEditorMessage()));
			}
			if (cause instanceof RetryLater later) {
				return new Preview.Problem(file, line((step != null) ? step.getLineNumber() : null), id,
						"It asks to be run again later: " + later.getMessage());
			}
		}
		List<Throwable> causes = Causes.of(failure);
		Throwable root = causes.get(causes.size() - 1);
		return new Preview.Problem(file, line((step != null) ? step.getLineNumber() : null), id,
				(root.getMessage() != null) ? root.getMessage().strip() : root.getClass().getSimpleName());
	}

	/** FreeMarker's advice begins after a line of dashes. */
	private static String sentence(@Nullable String message) {
		return (message == null) ? "the template cannot be read" : message.replaceFirst("(?s)\\s*----.*", "").strip();
	}

	private static int line(@Nullable Integer line) {
		return (line != null && line > 0) ? line : 0;
	}

}
