package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** No room knows a room above it, and no room names the table of another. */
class RoomTests {

	private static final String HOUSE = "io.switchboard";

	private static final Path SOURCES = Path.of("src/main/java/io/switchboard");

	/** From the bottom up. A room knows those below it and none above it. */
	private static final List<String> ROOMS = List.of("declared", "text", "tls", "platformhttp", "settings",
			"telemetry", "voipstudio", "failure", "answers", "http", "store", "audit", "oauth", "chat", "records",
			"files", "voipstudio.api", "texts", "inbox", "delivery", "delivery.cluster", "delivery.table",
			"delivery.queue", "delivery.durable", "delivery.decision", "delivery.schedule", "calls", "history",
			"routes", "followup", "screenpop", "webhook", "mail", "routes.dryrun", "routes.sent", "routes.sample",
			"backfill", "bulk", "destinations", "reconciliation", "alerts", "console", "simulator", "command", "");

	/** One room owns all SQL that names a table. */
	private static final Map<String, List<String>> TABLES = Map.ofEntries(
			Map.entry("inbox", List.of("event", "event_number_position")),
			Map.entry("delivery.table",
					List.of("delivery", "attempt", "every_attempt", "paused_route", "route_try", "answer", "sent",
							"gathering", "gathered")),
			Map.entry("chat", List.of("chat_thread")), Map.entry("webhook", List.of("webhook_key")),
			Map.entry("alerts", List.of("alert", "alert_message", "alert_sign")),
			Map.entry("records", List.of("made_record")),
			Map.entry("voipstudio.api", List.of("api_key_use", "api_begun")),
			Map.entry("delivery.cluster", List.of("node", "shard", "switchboard_revision")),
			Map.entry("calls", List.of("call", "call_leg", "call_projection", "call_settling")),
			Map.entry("console.counts", List.of("event_count", "event_count_position")),
			Map.entry("reconciliation", List.of("reconciliation")),
			Map.entry("routes.oncall", List.of("on_call_override", "on_call_kept")),
			Map.entry("routes.reload", List.of("route_revision")), Map.entry("store", List.of("leader")),
			Map.entry("delivery.schedule", List.of("schedule")), Map.entry("backfill", List.of("backfill")),
			Map.entry("texts", List.of("text_stop", "text_reply")), Map.entry("bulk", List.of("bulk")),
			Map.entry("audit", List.of("audit")), Map.entry("console.views", List.of("saved_view")),
			Map.entry("console.login", List.of("ended_login")), Map.entry("oauth", List.of("oauth_token")),
			Map.entry("followup",
					List.of("follow_up", "follow_up_call", "follow_up_note", "follow_up_event", "follow_up_position")));

	/**
	 * The tables of the integration engineer. Only statements in {@code routes/} name
	 * them, no Java.
	 */
	private static final Set<String> ENGINEERS = Set.of("call_log", "dtmf", "missed_call_sms_back", "queue_missed_call",
			"queue_wrapup", "settled_call", "sms");

	/** Read models for people read every table, and write none. */
	private static final String READ_MODELS = "history";

	private static final Pattern LITERALS = Pattern.compile(
			"//[^\\n]*|/\\*.*?\\*/|\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"|'(?:\\\\.|[^'\\\\])+'",
			Pattern.DOTALL);

	private static final Pattern NAMED = Pattern.compile("\\b(?:from|join|into|update|table)\\s+([a-z_]+)\\b");

	private static final Pattern WRITTEN = Pattern.compile("\\b(?:delete from|into|update)\\s+([a-z_]+)\\b");

	private static final JavaClasses CLASSES = ReadClasses.ALL;

	@Test
	void no_room_calls_upwards() {
		TreeSet<String> upwards = new TreeSet<>();
		for (JavaClass each : CLASSES) {
			for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
				String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
				if (target.startsWith(HOUSE) && floor(target) > floor(each.getPackageName())) {
					upwards.add("%s -> %s".formatted(each.getFullName(), dependency.getTargetClass().getFullName()));
				}
			}
		}
		assertThat(upwards).isEmpty();
	}

	@Test
	void packages_are_free_of_circles() {
		slices().matching("io.(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void every_table_has_an_owner() throws IOException {
		Set<String> tables = new TreeSet<>();
		try (Stream<Path> migrations = Files.walk(Path.of("src/main/resources/db/migration"))) {
			for (Path migration : migrations.filter(Files::isRegularFile).toList()) {
				Matcher created = Pattern.compile("(?i)create (?:table|view)(?: if not exists)? (\\w+)")
					.matcher(Files.readString(migration));
				created.results().map((each) -> each.group(1)).forEach(tables::add);
			}
		}
		tables.removeIf((table) -> table.endsWith("_new"));
		Set<String> owned = new TreeSet<>(ENGINEERS);
		TABLES.values().forEach(owned::addAll);
		assertThat(tables).isEqualTo(owned);
	}

	@Test
	void nobody_names_the_table_of_another_room() throws IOException {
		Set<String> foreign = new TreeSet<>();
		try (Stream<Path> files = Files.walk(SOURCES)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".java")).toList()) {
				String room = SOURCES.relativize(file.getParent()).toString().replace('/', '.');
				Pattern named = room.equals(READ_MODELS) ? WRITTEN : NAMED;
				for (String table : tables(Files.readString(file), named)) {
					if (ENGINEERS.contains(table) || !owner(table).isEmpty() && !owner(table).equals(room)) {
						foreign.add("%s: %s".formatted(SOURCES.relativize(file), table).replace(".java", ""));
					}
				}
			}
		}
		assertThat(foreign).as("who needs a condition on the table of another room asks that room for it").isEmpty();
	}

	@Test
	void a_table_is_found_in_the_text_of_a_statement() {
		assertThat(tables("\"select 1 from event e join delivery d\" + \"update node set\" // from call", NAMED))
			.containsExactly("delivery", "event", "node");
		assertThat(
				tables("\"\"\"\n\tinsert into call (a)\n\t\"\"\"; /* \"from event\" */ String from = \"call\"", NAMED))
			.containsExactly("call");
	}

	/** The tables that the SQL in a source file names behind these words. */
	private static Set<String> tables(String source, Pattern named) {
		Set<String> tables = new TreeSet<>();
		Matcher literals = LITERALS.matcher(source);
		while (literals.find()) {
			String text = (literals.group(1) != null) ? literals.group(1) : literals.group(2);
			if (text != null) {
				named.matcher(text).results().map((each) -> each.group(1)).forEach(tables::add);
			}
		}
		return tables;
	}

	private static String owner(String table) {
		return TABLES.entrySet()
			.stream()
			.filter((each) -> each.getValue().contains(table))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse("");
	}

	private static int floor(String name) {
		String room = name.equals(HOUSE) ? "" : name.substring(HOUSE.length() + 1);
		String known = ROOMS.stream()
			.filter((each) -> room.equals(each) || room.startsWith(each + ".") && !each.isEmpty())
			.max(Comparator.comparingInt(String::length))
			.orElse(null);
		assertThat(known).as("the package %s stands in a room", name).isNotNull();
		return ROOMS.indexOf(known);
	}

}
