package io.switchboard.command;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.routes.dryrun.Effect;
import io.switchboard.routes.dryrun.FactChange;
import io.switchboard.routes.dryrun.Report;
import org.jspecify.annotations.Nullable;

/** A dry run's report, for people and for tools. */
final class DryRunView {

	private DryRunView() {
	}

	/** As the API says it. */
	static Map<String, @Nullable Object> of(Report report) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("since", report.since().toString());
		view.put("events", report.events());
		view.put("more", report.more());
		view.put("different", report.different());
		view.put("files", report.files());
		view.put("groups", report.groups().stream().map(DryRunView::group).toList());
		view.put("took_ms", report.took().toMillis());
		return view;
	}

	private static Map<String, @Nullable Object> group(Report.Group group) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("route", group.route());
		view.put("what", group.what());
		view.put("change", group.change());
		view.put("count", group.count());
		view.put("examples", group.examples().stream().map(DryRunView::example).toList());
		return view;
	}

	private static Map<String, @Nullable Object> example(Report.Example example) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("event_id", example.eventId());
		view.put("event_name", example.eventName());
		view.put("received_at", example.receivedAt().toString());
		view.put("effects", example.effects().stream().map(Effect::view).toList());
		view.put("changes", example.changes().stream().map(DryRunView::change).toList());
		return view;
	}

	private static Map<String, @Nullable Object> change(FactChange change) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("fact", change.fact());
		view.put("before", change.before());
		view.put("after", change.after());
		view.put("diff", change.diff());
		return view;
	}

	static void print(Report report, PrintStream out) {
		out.printf("%d events since %s%s, in %.1f s.%n", report.events(), report.since(),
				report.more() ? " (the newest; older ones are left out)" : "", report.took().toMillis() / 1000.0);
		out.println(report.files().isEmpty() ? "No file differs."
				: "Files that differ: " + String.join(", ", report.files()));
		if (report.isSame()) {
			out.println("Nothing would be different.");
			return;
		}
		out.printf("Something would be different of %d events:%n%n", report.different());
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
