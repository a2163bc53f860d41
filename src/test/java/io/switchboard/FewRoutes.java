package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A copy of {@code routes} with a few routes, their rules and kamelets. A start and a
 * reload read every file, and thirty destinations cost as much as Spring.
 */
public final class FewRoutes {

	/** For the events of {@link Senders}. */
	private static final Set<String> OF_SENDERS = Set.of("sms-received-to-email", "sms-received-to-database",
			"call-ended-to-database");

	/** Routes of one vendor each, off until they have an address. */
	private static final Pattern OF_A_VENDOR = Pattern
		.compile("call-settled-to-(?!crm|database).*|missed-call-to-.*|call-ended-to-(http|webhook)");

	private static final Pattern RULE = Pattern
		.compile("(?m)(^ {8}#.*\\n)*^ {8}- filter:\\n(^ {12}.*\\n)(^ {12}.*\\n)^ {12}steps:\\n((^ {14}- to: .*\\n)+)");

	private static final Pattern TARGET = Pattern.compile("(?m)^ {14}- to: .*durable:([a-z-]+).*\\n");

	private static final Pattern KAMELET = Pattern.compile("kamelet:([a-z-]+)");

	private static final Pattern DELIVERY = Pattern.compile("(?m)^ +- ([a-z-]+)\\n");

	private FewRoutes() {
	}

	/** Below the folder, for the events of {@link Senders}. */
	static String forSenders(Path folder) {
		Path routes = folder.resolve("few-routes");
		if (!Files.exists(routes)) {
			copyTo(routes, OF_SENDERS);
		}
		return routes.toString();
	}

	/** All routes without those of vendors, and the map. */
	public static void withoutVendors(Path folder) {
		try {
			Set<String> rules = TARGET.matcher(Files.readString(Path.of("routes/switchboard.camel.yaml")))
				.results()
				.map((target) -> target.group(1))
				.collect(Collectors.toSet());
			files(Path.of("routes"), ".camel.yaml").stream().map(FewRoutes::name).forEach(rules::add);
			rules.removeIf((each) -> OF_A_VENDOR.matcher(each).matches());
			copyTo(folder, rules);
			Files.copy(Path.of("routes/README.md"), folder.resolve("README.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** These routes and what they need, without the map, which names all routes. */
	public static void copyTo(Path folder, Set<String> routes) {
		try {
			FileSystemUtils.copyRecursively(Path.of("routes"), folder);
			Path switchboard = folder.resolve("switchboard.camel.yaml");
			Files.writeString(switchboard, rules(Files.readString(switchboard), routes));
			Set<String> gone = new HashSet<>();
			for (Path file : files(folder, ".camel.yaml")) {
				String name = name(file);
				if (!routes.contains(name) && !name.equals("switchboard") && !name.equals("unrouted")) {
					Files.delete(file);
					gone.add(name);
				}
			}
			for (Path sample : files(folder.resolve("samples"), "")) {
				if (!routes.contains(name(sample)) && !name(sample).equals("unrouted")) {
					Files.delete(sample);
				}
				else if (sample.toString().endsWith(".expect.yaml")) {
					Files.writeString(sample, DELIVERY.matcher(Files.readString(sample))
						.replaceAll((each) -> gone.contains(each.group(1)) ? "" : each.group()));
				}
			}
			deleteKameletsThatNobodyNames(folder);
			Files.deleteIfExists(folder.resolve("README.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String rules(String switchboard, Set<String> routes) {
		String left = RULE.matcher(switchboard).replaceAll((rule) -> {
			String targets = TARGET.matcher(rule.group(4))
				.replaceAll(
						(target) -> routes.contains(target.group(1)) ? Matcher.quoteReplacement(target.group()) : "");
			return targets.isEmpty() ? "" : Matcher.quoteReplacement(rule.group().replace(rule.group(4), targets));
		});
		assertThat(TARGET.matcher(left).results().map((target) -> target.group(1))).isNotEmpty();
		return left;
	}

	private static void deleteKameletsThatNobodyNames(Path folder) throws IOException {
		List<Path> unnamed = new ArrayList<>(files(folder.resolve("kamelets"), ".kamelet.yaml"));
		List<Path> readers = new ArrayList<>(files(folder, ".camel.yaml"));
		while (!readers.isEmpty()) {
			Set<String> names = Set.copyOf(KAMELET.matcher(Files.readString(readers.remove(0)))
				.results()
				.map((each) -> each.group(1))
				.toList());
			List<Path> named = unnamed.stream().filter((each) -> names.contains(name(each))).toList();
			unnamed.removeAll(named);
			readers.addAll(named);
		}
		for (Path kamelet : unnamed) {
			Files.delete(kamelet);
		}
	}

	private static List<Path> files(Path folder, String suffix) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((each) -> each.toString().endsWith(suffix)).sorted().toList();
		}
	}

	private static String name(Path file) {
		String name = file.getFileName().toString();
		return name.substring(0, name.indexOf('.'));
	}

}
