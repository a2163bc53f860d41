package io.switchboard.routes.check.kamelet;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import org.jspecify.annotations.Nullable;

/** Whether kamelets use each other in a circle. A delivery would never come out of it. */
public final class KameletCircles {

	private final Map<String, Map<String, YamlFile.Value>> uses = new LinkedHashMap<>();

	private final Map<String, YamlFile> files = new LinkedHashMap<>();

	private KameletCircles(List<YamlFile> kamelets) {
		kamelets.forEach((file) -> {
			this.files.put(file.name(), file);
			this.uses.put(file.name(), uses(file));
		});
	}

	/** Tells of each circle once. */
	public static void check(List<YamlFile> kamelets, Findings findings) {
		KameletCircles circles = new KameletCircles(kamelets);
		Set<String> told = new LinkedHashSet<>();
		for (YamlFile file : kamelets) {
			Set<String> way = new LinkedHashSet<>(List.of(file.name()));
			YamlFile.Value back = told.contains(file.name()) ? null : circles.back(file.name(), file.name(), way);
			if (back != null) {
				told.addAll(way);
				findings.add(Place.of(file.path(), back.node()), Rule.KAMELET,
						(way.size() == 1) ? "kamelet %s uses itself, without an end".formatted(file.name())
								: "these kamelets use each other, without an end: " + String.join(", ", way),
						"Name another kamelet, or a component.");
			}
		}
	}

	/** The first use on a way back to a kamelet; null if there is no such way. */
	private YamlFile.@Nullable Value back(String from, String to, Set<String> way) {
		for (Map.Entry<String, YamlFile.Value> use : this.uses.getOrDefault(from, Map.of()).entrySet()) {
			if (use.getKey().equals(to)) {
				return use.getValue();
			}
			if (this.files.containsKey(use.getKey()) && way.add(use.getKey())) {
				if (back(use.getKey(), to, way) != null) {
					return use.getValue();
				}
				way.remove(use.getKey());
			}
		}
		return null;
	}

	private static Map<String, YamlFile.Value> uses(YamlFile file) {
		return file.values()
			.stream()
			.filter((each) -> each.text().startsWith("kamelet:"))
			.filter((each) -> each.key(0).equals("uri") || each.key(0).matches("to|toD|wireTap"))
			.collect(Collectors.toMap((each) -> Destinations.target(each.text()).substring("kamelet:".length()),
					(each) -> each, (one, other) -> one, LinkedHashMap::new));
	}

}
