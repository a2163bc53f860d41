package io.switchboard.routes.check.lookup;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.lookup.Lookup;
import io.switchboard.routes.oncall.OnCall;
import io.switchboard.routes.oncall.RotaFile;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/** Whether rotas can be read and have no gap, and whether all named rotas exist. */
public final class OnCallCheck {

	private static final Set<String> OURS = Set.of("demo", "production");

	private final Findings findings;

	OnCallCheck(Findings findings) {
		this.findings = findings;
	}

	/** A rota for another profile than it seems counts nowhere. */
	public static void profiles(Path folder, UnaryOperator<@Nullable String> settings, Findings findings) {
		Set<String> profiles = new TreeSet<>(OURS);
		for (String setting : List.of("spring.profiles.active", "spring.profiles.include")) {
			profiles.addAll(List.of(StringUtils.tokenizeToStringArray(settings.apply(setting), ",")));
		}
		for (RotaFile file : OnCall.files(folder)) {
			String profile = file.profile();
			if (profile != null && !profiles.contains(profile)) {
				findings.add(Place.of(file.path()), Rule.ON_CALL_PROFILE,
						"the rota is used only in the profile '%s', which is neither active nor one that Switchboard has"
							.formatted(profile),
						Wording.meant(profile, profiles));
			}
		}
	}

	/** {@code tables}: a column of theirs may name rotas. */
	public void check(Path folder, Collection<Lookup> tables) {
		Map<String, Path> owners = new HashMap<>();
		Set<String> names = new TreeSet<>();
		for (RotaFile file : OnCall.files(folder)) {
			names.add(file.name());
			file.problems()
				.forEach((problem) -> this.findings.add((problem.line() > 0)
						? new Place(file.path().toString(), problem.line(), 1) : Place.of(file.path()), Rule.ON_CALL,
						problem.what(), problem.mend()));
			for (String owner : file.owners()) {
				Path other = owners.putIfAbsent(owner.toLowerCase(Locale.ROOT), file.path());
				if (other != null) {
					this.findings.add(Place.of(file.path()), Rule.ON_CALL,
							"'%s' has a rota already, in %s".formatted(owner, other), "Remove it from one of the two.");
				}
			}
			String hole = OnCall.comingHole(file);
			if (hole != null) {
				this.findings.add(Place.of(file.path()), Rule.ON_CALL_HOLE,
						"nobody is on call from %s on".formatted(hole),
						"Add them to the calendar, or shifts: for what it leaves out.");
			}
		}
		for (Lookup table : tables) {
			for (String name : table.values(OnCall.FACT)) {
				if (!name.isBlank() && !names.contains(name)) {
					this.findings.add(RowPlace.of(folder, table.name(), name), Rule.ON_CALL,
							"the table %s names a rota %s that is not there".formatted(table.name(), name),
							Wording.meant(name, names));
				}
			}
		}
	}

}
