package io.switchboard.routes.check.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Leaves out what only follows from another finding: a channel whose name is misspelt, or
 * was changed in one place, is told once.
 */
final class OneCause {

	private static final Pattern UNKNOWN = Pattern.compile("nothing reads from durable:(\\S+)");

	private static final Pattern MEANT = Pattern.compile("Did you mean durable:(\\S+)\\?");

	private static final Pattern MISSING = Pattern.compile("^there is no (?:file (\\S+)/[^/]+|kamelet \\S+)");

	private static final int MOST_PLACES = 3;

	private final List<Finding> all;

	private OneCause(List<Finding> all) {
		this.all = new ArrayList<>(all);
	}

	static List<Finding> of(List<Finding> found) {
		OneCause cause = new OneCause(found);
		Set<String> told = new LinkedHashSet<>();
		for (Finding each : found) {
			Matcher unknown = UNKNOWN.matcher(each.what());
			if (each.rule() == Rule.UNKNOWN_CHANNEL && unknown.matches() && told.add(unknown.group(1))) {
				Matcher meant = MEANT.matcher(each.mend());
				cause.channel(each, unknown.group(1), meant.matches() ? meant.group(1) : null);
			}
		}
		cause.rules();
		cause.folders();
		return cause.all;
	}

	/** A folder that is gone is one mistake, however many files were in it. */
	private void folders() {
		Map<Path, Long> gone = this.all.stream()
			.map(OneCause::folder)
			.filter((each) -> each != null && isEmpty(each))
			.collect(Collectors.groupingBy((each) -> each, TreeMap::new, Collectors.counting()));
		gone.forEach((folder, named) -> {
			if (named > 1) {
				remove((each) -> folder.equals(folder(each)));
				this.all.add(new Finding(folder.toString(), 0, 0, Rule.MISSING_FILE,
						"the folder is empty or not there, and %d of its files are named".formatted(named),
						"Bring it back."));
			}
		});
	}

	private static boolean isEmpty(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.noneMatch(Files::isRegularFile);
		}
		catch (IOException ex) {
			return true;
		}
	}

	/** The folder of what is missing. */
	private static @Nullable Path folder(Finding finding) {
		Matcher file = MISSING.matcher(finding.what());
		if ((finding.rule() != Rule.MISSING_FILE && finding.rule() != Rule.KAMELET) || !file.find()) {
			return null;
		}
		if (file.group(1) != null) {
			return Path.of(file.group(1));
		}
		Path routes = Path.of(finding.file()).getParent();
		return (routes == null) ? null : routes.endsWith("kamelets") ? routes : routes.resolve("kamelets");
	}

	/** The map cannot be right where a rule is known to be wrong. */
	private void rules() {
		if (first((each) -> each.rule() == Rule.NEVER_TRUE || each.what().contains(Findings.FAILS)
				|| (each.rule() == Rule.EVENT_NAME && each.mend().startsWith("Did you mean"))) != null) {
			remove((each) -> each.rule() == Rule.MAP_OF_ROUTES);
		}
	}

	/** {@code there}: the channel that was probably meant. */
	private void channel(Finding unknown, String missing, @Nullable String there) {
		Finding unused = first((each) -> each.rule() == Rule.UNUSED_ROUTE
				&& each.what().equals("no rule of the switchboard sends to durable:" + there));
		boolean isInRoute = unused != null && remove((each) -> each.what()
			.equals("the route's channel is %s, and its file is %s.camel.yaml".formatted(there, missing))) > 0;
		Set<String> places = new LinkedHashSet<>();
		remove((each) -> {
			boolean follows = (each.rule() == Rule.SAMPLE
					&& each.what().matches("there is no route " + Pattern.quote(missing) + "(?: for this sample)?"))
					|| (unused != null && each.rule() == Rule.MAP_OF_ROUTES
							&& (names(each, missing) || names(each, there)));
			if (follows) {
				places.add(each.file());
			}
			return follows;
		});
		this.all.remove(unused);
		if (isInRoute) {
			remove((each) -> each.rule() == unknown.rule() && each.what().equals(unknown.what()));
			this.all.add(new Finding(unused.file(), unused.line(), unused.column(), unknown.rule(),
					"the route reads from durable:%s, and the switchboard sends to durable:%s".formatted(there,
							missing),
					"Write durable:%s.".formatted(missing)));
		}
		else if (!places.isEmpty()) {
			int more = places.size() - MOST_PLACES;
			String named = String.join(", ", new ArrayList<>(places).subList(0, Math.min(MOST_PLACES, places.size())));
			this.all.set(this.all.indexOf(unknown), new Finding(
					unknown.file(), unknown.line(), unknown.column(), unknown.rule(), "%s; it is named in %s%s too"
						.formatted(unknown.what(), named, (more > 0) ? " and %d more".formatted(more) : ""),
					unknown.mend()));
		}
	}

	private static boolean names(Finding finding, @Nullable String channel) {
		return channel != null && Pattern.compile("(?<![\\w-])%s(?![\\w-])".formatted(Pattern.quote(channel)))
			.matcher(finding.what())
			.find();
	}

	private @Nullable Finding first(Predicate<Finding> which) {
		return this.all.stream().filter(which).findFirst().orElse(null);
	}

	private int remove(Predicate<Finding> which) {
		int before = this.all.size();
		this.all.removeIf(which);
		return before - this.all.size();
	}

}
