package io.switchboard.console.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.switchboard.routes.RunningRoutes;
import io.switchboard.routes.reload.RevisionFiles;
import io.switchboard.routes.reload.RevisionFiles.Loaded;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The revisions of a route, and their differences. */
@Controller
class RevisionPages {

	private static final int CONTEXT = 3;

	private final RunningRoutes running;

	private final RevisionFiles revisions;

	RevisionPages(RunningRoutes running, RevisionFiles revisions) {
		this.running = running;
		this.revisions = revisions;
	}

	/**
	 * A line of a difference.
	 *
	 * @param kind {@code add}, {@code remove}, {@code head} or {@code same}
	 * @param text with its sign
	 */
	record Line(String kind, String text) {

		static Line of(String text) {
			String kind = switch (text.isEmpty() ? ' ' : text.charAt(0)) {
				case '+' -> text.startsWith("+++") ? "head" : "add";
				case '-' -> text.startsWith("---") ? "head" : "remove";
				case '@' -> "head";
				default -> "same";
			};
			return new Line(kind, text);
		}

	}

	@GetMapping("/routes/{id}/revisions/{revision}")
	String revision(@PathVariable String id, @PathVariable String revision, Model model) {
		Map<String, String> files = files(id, revision);
		List<Loaded> all = this.revisions.of(id);
		String current = this.running.revision(id);
		boolean runs = revision.equals(current);
		String other = runs ? before(all, revision) : current;
		model.addAttribute("id", id);
		model.addAttribute("revision", revision);
		model.addAttribute("runs", runs);
		model.addAttribute("other", other);
		model.addAttribute("revisions", all);
		model.addAttribute("files", files.keySet());
		if (other != null) {
			Map<String, String> others = files(id, other);
			model.addAttribute("lines", runs ? difference(others, files) : difference(files, others));
		}
		return "console/revision";
	}

	/** The revision that was loaded before. */
	private static @Nullable String before(List<Loaded> all, String revision) {
		for (int i = 0; i < all.size() - 1; i++) {
			if (all.get(i).revision().equals(revision)) {
				return all.get(i + 1).revision();
			}
		}
		return null;
	}

	private Map<String, String> files(String id, String revision) {
		return this.revisions.files(id, revision)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"there is no revision %s of the route %s".formatted(revision, id)));
	}

	private static List<Line> difference(Map<String, String> before, Map<String, String> after) {
		TreeSet<String> names = new TreeSet<>(before.keySet());
		names.addAll(after.keySet());
		List<Line> lines = new ArrayList<>();
		for (String name : names) {
			List<String> old = before.getOrDefault(name, "").lines().toList();
			List<String> now = after.getOrDefault(name, "").lines().toList();
			UnifiedDiffUtils.generateUnifiedDiff(name, name, old, DiffUtils.diff(old, now), CONTEXT)
				.forEach((line) -> lines.add(Line.of(line)));
		}
		return lines;
	}

}
