package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.declared.AskedByRules;
import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.destinations.CallLogColumns;
import io.switchboard.routes.check.spare.JarBeans;
import io.switchboard.voipstudio.EventFields;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Beans and kamelets describe themselves, so that no class has a list of them. */
class DeclaredTests {

	private static final Path ROUTES = Path.of("routes");

	private static final Path SOURCES = Path.of("src/main/java/io/switchboard");

	private static final Pattern LITERAL = Pattern.compile("\"((?:\\\\.|[^\"\\\\\\n])*)\"");

	private final JarBeans beans = JarBeans.get();

	@Test
	void whoever_adds_a_bean_a_kamelet_a_statement_or_a_fact_edits_no_list_in_java() throws IOException {
		Map<String, Set<String>> kinds = Map.of("beans", ownBeans(), "kamelets", names("kamelets", ".kamelet.yaml"),
				"statements", names("statements", ".sql"), "facts", new HashSet<>(EventExchange.FACTS));
		Map<String, Set<String>> lists = new TreeMap<>();
		try (Stream<Path> files = Files.walk(SOURCES)) {
			for (Path file : files.filter(DeclaredTests::isOurs).toList()) {
				Set<String> words = words(Files.readString(file));
				kinds.forEach((kind, names) -> {
					Set<String> named = new TreeSet<>(names);
					named.retainAll(words);
					// two may be meant, and three are a list
					if (named.size() > 2) {
						lists.computeIfAbsent(kind, (each) -> new TreeSet<>()).add(SOURCES.relativize(file).toString());
					}
				});
			}
		}
		// facts are made in two places, and are fields of the event and columns as well
		assertThat(lists.getOrDefault("facts", Set.of())).contains("delivery/durable/EventExchange.java",
				"voipstudio/RuleFacts.java");
		assertThat(lists.getOrDefault("facts", Set.of()))
			.noneMatch((file) -> file.startsWith("routes/check/") || file.startsWith("routes/lookup/"));
		lists.remove("facts");
		assertThat(lists).isEmpty();
	}

	@Test
	void no_check_knows_a_kamelet_by_its_name() throws IOException {
		// of Apache's catalogue, which describes nothing
		Pattern named = Pattern.compile("kamelet:(?:\\(\\?:)?(?!source|sink|timer|cron)[a-z]");
		Set<String> knowing = new TreeSet<>();
		try (Stream<Path> files = Files.walk(SOURCES.resolve("routes/check"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				if (LITERAL.matcher(Files.readString(file))
					.results()
					.anyMatch((literal) -> named.matcher(literal.group(1)).find())) {
					knowing.add(file.getFileName().toString());
				}
			}
		}
		assertThat(knowing).as("a kamelet describes itself, see DescribedKamelets").isEmpty();
	}

	/** The simulator shares no code with Switchboard, as VoIPstudio does not. */
	private static boolean isOurs(Path file) {
		return file.toString().endsWith(".java") && !file.startsWith(SOURCES.resolve("simulator"));
	}

	/** Each string by itself, and the alternatives of a pattern. */
	private static Set<String> words(String source) {
		Set<String> words = new HashSet<>();
		Matcher literals = LITERAL.matcher(source);
		while (literals.find()) {
			words.addAll(Arrays.asList(literals.group(1).split("[|()?:]+")));
		}
		return words;
	}

	/** Those that routes and kamelets name. */
	private Set<String> ownBeans() throws IOException {
		Set<String> named = new TreeSet<>();
		try (Stream<Path> files = Files.walk(ROUTES)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".yaml")).toList()) {
				Pattern.compile("(?:#bean:|ref: \"?|bean:)(\\w+)")
					.matcher(Files.readString(file))
					.results()
					.map((each) -> each.group(1))
					.filter(this.beans.names()::contains)
					.forEach(named::add);
			}
		}
		assertThat(named).contains("mailHeaders", "phoneNumbers", "slackMessage", "templateConfiguration");
		return named;
	}

	private static Set<String> names(String folder, String suffix) throws IOException {
		Set<String> names = new TreeSet<>();
		try (Stream<Path> files = Files.list(ROUTES.resolve(folder))) {
			files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(suffix))
				.forEach((name) -> names.add(name.replace(suffix, "")));
		}
		assertThat(names).isNotEmpty();
		return names;
	}

	@Test
	void a_bean_of_the_kamelets_can_be_made_where_nothing_leaves_or_is_known_to_leave() throws IOException {
		Set<String> reach = new TreeSet<>(ownBeans());
		reach.removeAll(this.beans.offline(AccidentsBench.settings(), ROUTES.toAbsolutePath()).keySet());
		assertThat(reach).containsExactlyInAnyOrder("fileLine", "mailSender", "textStopList", "voipstudioContact");
	}

	@Test
	void a_condition_may_ask_those_that_say_so() {
		assertThat(this.beans.askedByRules()).containsOnlyKeys("lookups", "openingHours", "phoneNumbers")
			.allSatisfy((name, bean) -> assertThat(bean).isInstanceOf(AskedByRules.class));
	}

	@Test
	void what_the_call_log_in_java_gives_its_statement_is_said() {
		Set<String> known = new TreeSet<>(this.beans.declared().gives());
		known.addAll(EventFields.NAMES);
		assertThat(known).containsAll(CallLogColumns.all());
	}

}
