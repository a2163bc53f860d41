package io.switchboard.routes.check.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.text.YamlText;

/**
 * Whether samples and their expected effects can be read. No running route needs them.
 */
public final class SampleCheck {

	private static final ObjectMapper JSON = new ObjectMapper();

	private SampleCheck() {
	}

	/** {@code routes}: the names of all that there are. */
	public static void check(Path samples, Set<String> routes, Findings findings) {
		for (Path sample : YamlFile.in(samples, ".json", findings)) {
			String route = sample.getFileName().toString().replaceFirst("\\..*", "");
			if (!routes.contains(route)) {
				findings.add(Place.of(sample), Rule.SAMPLE, "there is no route %s for this sample".formatted(route),
						Wording.meant(route, routes));
			}
			try {
				if (!findings.isClosed(sample) && JSON.readTree(Files.readAllBytes(sample)).isMissingNode()) {
					findings.add(Place.of(sample), Rule.SAMPLE, "the file is empty",
							"Write an event into it, or delete it.");
				}
			}
			catch (JsonProcessingException ex) {
				JsonLocation at = ex.getLocation();
				findings.add(new Place(sample.toString(), at.getLineNr(), at.getColumnNr()), Rule.SAMPLE,
						"this is not JSON", Wording.sentence(ex.getOriginalMessage()));
			}
			catch (IOException ex) {
				findings.add(Place.of(sample), Rule.SAMPLE, "it cannot be read: " + ex.getMessage(),
						"Check its permissions.");
			}
		}
		for (Path expected : YamlFile.in(samples, ".expect.yaml", findings)) {
			expectation(expected, routes, findings);
		}
	}

	/**
	 * Whether expected effects can be compared, except the names of routes.
	 * @param file an {@code .expect.yaml}
	 * @return in the order of lines; empty if they can
	 */
	public static List<Finding> expectation(Path file) {
		Findings findings = new Findings();
		expectation(file, Set.of(), findings);
		return findings.sorted();
	}

	private static void expectation(Path expected, Set<String> routes, Findings findings) {
		if (YamlText.isTooLarge(expected)) {
			findings.add(Place.of(expected), Rule.SAMPLE,
					"it cannot be read: it has more than 1 MB, and YAML would need minutes for that",
					"Make it smaller.");
			return;
		}
		Findings unreadable = new Findings();
		YamlFile file = YamlFile.read(expected, unreadable);
		if (file != null) {
			new ExpectationCheck(file, routes, findings).check();
		}
		unreadable.sorted()
			.stream()
			.filter((each) -> !each.what().contains("(<<)"))
			.forEach((each) -> findings.add(new Place(each.file(), each.line(), each.column()), Rule.SAMPLE,
					each.what(), each.what().equals("the file is empty")
							? "Write deliveries: and mails:, for example, or delete it." : each.mend()));
	}

}
