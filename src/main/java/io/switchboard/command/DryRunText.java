package io.switchboard.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

import io.switchboard.routes.dryrun.FactChange;
import io.switchboard.routes.dryrun.Report;

/** A dry run's report, for people: counts first, then examples. */
final class DryRunText {

	private DryRunText() {
	}

	static void print(Report report, PrintStream out) {
		out.printf(Locale.ROOT, "%d events since %s%s, in %.1f s.%n", report.events(), report.since(),
				report.more() ? " (the newest; older ones are left out)" : "", report.tookMs() / 1000.0);
		out.println(report.files().isEmpty() ? "No file differs."
				: "Files that differ: " + String.join(", ", report.files()));
		if (!report.javaFiles().isEmpty()) {
			out.println("Routes in Java that ran: " + String.join(", ", report.javaFiles())
					+ ". What their own code does really happened.");
		}
		if (report.isSame()) {
			out.println("Nothing would be different.");
			return;
		}
		out.printf("Something would be different for %d events:%n%n", report.different());
		report.groups()
			.forEach((group) -> out.printf("%8d  %s: %s %s%n", group.count(), group.route(), group.what(),
					group.change()));
		report.groups().forEach((group) -> group.examples().forEach((example) -> print(group, example, out)));
	}

	private static void print(Report.Group group, Report.Example example, PrintStream out) {
		out.printf("%n%s: %s %s, of event %s (%s, %s)%n", group.route(), group.what(), group.change(),
				example.eventId(), example.eventName(), example.receivedAt());
		example.effects().forEach((effect) -> {
			out.println("  " + effect.kind());
			effect.facts().forEach((name, value) -> lines("    " + name + ": ", String.valueOf(value), out));
		});
		for (FactChange change : example.changes()) {
			out.println("  " + change.fact());
			if (change.diff().isEmpty()) {
				lines("  - ", String.valueOf(change.before()), out);
				lines("  + ", String.valueOf(change.after()), out);
			}
			else {
				change.diff().forEach((line) -> out.println("    " + line));
			}
		}
	}

	private static void lines(String head, String text, PrintStream out) {
		List<String> lines = text.lines().toList();
		for (int i = 0; i < Math.max(1, lines.size()); i++) {
			out.println(((i == 0) ? head : " ".repeat(head.length())) + (lines.isEmpty() ? "" : lines.get(i)));
		}
	}

}
