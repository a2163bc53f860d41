package io.switchboard.routes.dryrun;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import org.jspecify.annotations.Nullable;

/**
 * A change of a fact of an effect, such as the subject of a mail.
 *
 * @param fact its name, such as {@code subject} or {@code values.text}
 * @param before its value now; null if there is none
 * @param after its value after the edit; null if there would be none
 * @param diff for a text of several lines, a unified diff with two lines around each
 * difference; else empty
 */
@JsonNaming(SnakeCaseStrategy.class)
public record FactChange(String fact, @Nullable String before, @Nullable String after, List<String> diff) {

	private static final int AROUND = 2;

	static List<FactChange> between(Effect before, Effect after) {
		Map<String, @Nullable String> old = flat(before);
		Map<String, @Nullable String> edited = flat(after);
		Set<String> names = new LinkedHashSet<>(old.keySet());
		names.addAll(edited.keySet());
		List<FactChange> changes = new ArrayList<>();
		for (String name : names) {
			if (!Objects.equals(old.get(name), edited.get(name))) {
				changes.add(of(name, old.get(name), edited.get(name)));
			}
		}
		return changes;
	}

	private static FactChange of(String name, @Nullable String before, @Nullable String after) {
		if (before == null || after == null || !(before.contains("\n") || after.contains("\n"))) {
			return new FactChange(name, before, after, List.of());
		}
		List<String> old = before.lines().toList();
		List<String> diff = UnifiedDiffUtils.generateUnifiedDiff("now", "edited", old,
				DiffUtils.diff(old, after.lines().toList()), AROUND);
		// only the line breaks differ, which no line shows
		return new FactChange(name, diff.isEmpty() ? before : null, diff.isEmpty() ? after : null,
				diff.isEmpty() ? List.of() : List.copyOf(diff.subList(2, diff.size())));
	}

	private static Map<String, @Nullable String> flat(Effect effect) {
		Map<String, @Nullable String> flat = new LinkedHashMap<>();
		effect.facts().forEach((name, value) -> {
			if (value instanceof Map<?, ?> map) {
				map.forEach((part, each) -> flat.put(name + "." + part, (each != null) ? each.toString() : null));
			}
			else {
				flat.put(name, (value != null) ? value.toString() : null);
			}
		});
		return flat;
	}

}
