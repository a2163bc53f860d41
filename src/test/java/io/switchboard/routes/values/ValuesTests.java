package io.switchboard.routes.values;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.switchboard.Siege;
import io.switchboard.Size;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A value arrives unchanged, through each property of each of our kamelets, and of a
 * kamelet of somebody else.
 */
class ValuesTests {

	private static final Path KAMELETS = Path.of("routes/kamelets");

	/**
	 * The descriptors of properties that take any text; other descriptors name something
	 * that must exist.
	 */
	private static final Set<String> ADDRESSES = Set.of("[http]", "[mail]");

	private static final String[] SYNTAX = { "&", "%", "+", "#", "?", "=", ";", "{", "}", "'", "\"", "\n", "\r\n", "\t",
			"${", "{{", "}}", "${body}", "{{crm.url}}", "${header.path}", "$simple{body}", "RAW(", ")", "RAW{x}", "%41",
			"%25", "&a=b", ")&", "\\", "\\n", "\\{{", "#bean:x", "://", "?: ", "++ ", " -- ", "ü", "日本", "😀", "שלום",
			"\u0085", "\u202e", "<b>", "x", " ", "0" };

	private static final String ALL = String.join("", SYNTAX);

	private static final Map<String, String> SETTINGS = Map.of("crm.url", "http://crm", "crm.token", "token",
			"mail.from", "me@example.org", "routes.dir", "routes", "voipstudio.api.record-wait", "1m",
			"voipstudio.api.recording-wait", "1m");

	@Test
	void all_syntax_at_once_arrives() throws Exception {
		assertThat(differences(KAMELETS, properties(), "a" + ALL + "z")).isEmpty();
		assertThat(differences(KAMELETS, properties(), " 'x' \n")).isEmpty();
	}

	/**
	 * Kamelets whose jars are not in ours. A bean holds the credentials, and a name
	 * cannot be any text, as the kamelet says.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "kafka", "amqp" })
	void all_syntax_at_once_arrives_at_a_broker(String destination) throws Exception {
		Path folder = Path.of("docs/destinations", destination, "routes/kamelets");
		List<Bench.Property> all = new ArrayList<>(properties(folder, false));
		all.removeIf((each) -> Set.of("url", "username", "password", "topic", "address").contains(each.name()));
		assertThat(all).isNotEmpty();
		assertThat(differences(folder, all, "a" + ALL + "z")).isEmpty();
		Map<?, ?> kamelet = new Yaml().load(Files.readString(folder.resolve(destination + "-sink.kamelet.yaml")));
		Map<?, ?> spec = (Map<?, ?>) kamelet.get("spec");
		Map<?, ?> named = (Map<?, ?>) ((Map<?, ?>) spec.get("definition")).get("properties");
		String pattern = ((Map<?, ?>) named.get(destination.equals("kafka") ? "topic" : "address")).get("pattern")
			.toString();
		assertThat("calls?brokers=other&a=b").doesNotMatch(pattern);
		assertThat("calls").matches(pattern);
		assertThat("calls%3Fbrokers=other").doesNotMatch(pattern);
	}

	/**
	 * The value is in the header, which counts; the path of the address is decoded once
	 * more.
	 */
	@Test
	void the_name_of_a_queue_arrives_as_it_is() throws Exception {
		String address = "/queues/a%20b&c=d#e+f; {ü}";
		Path folder = Path.of("docs/destinations/amqp/routes/kamelets");
		try (Bench bench = new Bench("file:" + folder.toAbsolutePath(), Map.of("the.setting", address))) {
			bench.use(new Bench.Property("amqp-sink", "address", false,
					Map.of("url", "amqp://localhost:1", "template", "x")), Bench.Way.SETTING, address);
			assertThat(bench.start().sent("direct:0", address)).contains("CamelJmsDestinationName=" + address);
		}
	}

	@Test
	void all_syntax_at_once_arrives_through_a_kamelet_in_a_kamelet() throws Exception {
		List<Bench.Property> composed = new ArrayList<>(properties(false));
		composed.removeIf((each) -> !isComposed(each.kamelet()));
		assertThat(composed).isNotEmpty();
		assertThat(differences(KAMELETS, composed, "a" + ALL + "z")).isEmpty();
	}

	@Siege
	@ParameterizedTest
	@ValueSource(strings = { "resource:file:pom.xml", "RAW(x)", "#bean:mailHeaders", "${body}", "{{crm.url}}", "true" })
	void what_is_syntax_from_end_to_end_arrives(String value) throws Exception {
		assertThat(differences(KAMELETS, some(value), value)).isEmpty();
	}

	@Test
	void the_name_of_a_file_arrives_but_for_what_no_name_holds() throws Exception {
		String name = "Q&A; 100% + 'x' #1 = {ü} 日本 (2) RAW(y)";
		assertThat(differences(KAMELETS,
				properties(true).stream()
					.filter((each) -> each.name().equals("template") && !isComposed(each.kamelet()))
					.toList(),
				name))
			.isEmpty();
	}

	/** In each place where a kamelet may use a property. */
	@Test
	void a_kamelet_of_an_engineer_takes_all_syntax_at_once(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("inner-sink.kamelet.yaml"), kamelet("inner-sink", """
				- setHeader: {name: inner, simple: "<{{text}}>"}
				- to: {uri: "world:inner", parameters: {option: "<{{text}}>"}}
				"""));
		Files.writeString(folder.resolve("their-sink.kamelet.yaml"), kamelet("their-sink", """
				- setHeader: {name: whole, expression: {simple: {expression: "{{text}}"}}}
				- setHeader: {name: quoted, simple: "it is '{{text}}'"}
				- setHeader: {name: short, constant: "{{text}}"}
				- setHeader: {name: long, expression: {constant: {expression: "<{{text}}>"}}}
				- setHeader: {name: otherwise, simple: "{{other}}"}
				- choice:
				    when:
				      - simple: "${header.whole} == '{{text}}'"
				        steps:
				          - setHeader: {name: compared, constant: "the same"}
				- to: {uri: "world:their", parameters: {option: "{{text}}", literal: "Q&A"}}
				- to: {uri: "kamelet:inner-sink", parameters: {text: "{{text}}"}}
				- toD: {uri: "world:${variable.call_id}", parameters: {option: "{{text}}"}}
				- toD: {uri: "kamelet:inner-sink", parameters: {text: "${variable.call_id} {{text}}"}}
				"""));
		for (String name : List.of("text", "timeout", "location")) {
			String own = name;
			Files.writeString(folder.resolve(own + "-sink.kamelet.yaml"),
					Files.readString(folder.resolve("their-sink.kamelet.yaml"))
						.replace("their-sink", own + "-sink")
						.replace("text: {title", own + ": {title")
						.replace("{{text}}", "{{" + own + "}}"));
			assertThat(differences(folder, List.of(new Bench.Property(own + "-sink", own, false, Map.of())),
					"a" + ALL.replace("\n", "").replace("\r", "").replace("\t", "") + "z"))
				.isEmpty();
		}
		assertThat(differences(folder, List.of(new Bench.Property("inner-sink", "text", false, Map.of())), " l1\n&l2 "))
			.isEmpty();
		Files.writeString(folder.resolve("deep-sink.kamelet.yaml"), kamelet("deep-sink", """
				- setHeader: {name: deep, simple: "{{text}}"}
				- toD: {uri: "world:${variable.call_id}", parameters: {option: "<{{text}}>"}}
				"""));
		Files.writeString(folder.resolve("field-sink.kamelet.yaml"), kamelet("field-sink", """
				- setHeader: {name: whole, expression: {simple: {expression: "{{text}}"}}}
				- setHeader: {name: quoted, simple: "it is '{{text}}'"}
				- to: {uri: "kamelet:deep-sink", parameters: {text: "<{{text}}>"}}
				- toD: {uri: "kamelet:inner-sink", parameters: {text: "${variable.call_id} {{text}}"}}
				"""));
		assertThat(
				differences(folder, List.of(new Bench.Property("field-sink", "text", true, Map.of())), "a" + ALL + "z"))
			.isEmpty();
	}

	/** The name of a component's own object stays unchanged. */
	@Test
	void a_field_in_an_address_that_is_one_text_arrives_too(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("path-sink.kamelet.yaml"), kamelet("path-sink", """
				- toD: {uri: "world:x/${variable.it}/{{text}}", parameters: {option: "${variable.call_id}"}}
				- toD: "world:y?option=<${variable.it}>&other=${variable.call_id}&last=[{{text}}${variable.it}]"
				- toD: "world:${variable.call_id}"
				"""));
		try (Bench bench = new Bench("file:" + folder, SETTINGS)) {
			bench.route("path-sink", "text", "<&>");
			bench.start();
			for (String value : List.of("a b", "a?option=evil", "a&other=evil", "a%41#{{crm.url}}", "a;b+c",
					"a&{{crm.url}}", "..", ALL)) {
				assertThat(bench.sent("direct:0", value))
					.contains("path=x/" + value.replace("?", "%3F") + "/<&>", "option=1")
					.contains("option=<" + value + ">", "other=1", "last=[<&>" + value + "]")
					.contains("path=1");
			}
		}
	}

	/** Each value has an address of its own, which Camel makes at its first use. */
	@Test
	void fields_of_events_at_once_arrive_each_with_its_own(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("near-sink.kamelet.yaml"), kamelet("near-sink", """
				- to: {uri: "world:near", parameters: {option: "{{text}}"}}
				"""));
		Files.writeString(folder.resolve("far-sink.kamelet.yaml"), kamelet("far-sink", """
				- toD: {uri: "world:${variable.call_id}", parameters: {option: "<{{text}}>"}}
				- toD: {uri: "kamelet:near-sink", parameters: {text: "({{text}})"}}
				"""));
		List<String> values = IntStream.range(0, 160).mapToObj((each) -> "a&#{%d}\n".formatted(each)).toList();
		try (Bench bench = new Bench("file:" + folder, SETTINGS)) {
			bench.route("far-sink", "text", "${variable.it}");
			bench.start();
			assertThat(bench.sentAtOnce("direct:0", values)).filteredOn((each) -> each.startsWith("option="))
				.containsExactlyInAnyOrderElementsOf(values.stream()
					.flatMap((each) -> Stream.of("option=<%s>".formatted(each), "option=(%s)".formatted(each)))
					.toList());
		}
	}

	/** Otherwise a route for each event stays, and memory runs out. */
	@Test
	void what_camel_makes_for_a_field_goes_when_it_is_not_used(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("near-sink.kamelet.yaml"), kamelet("near-sink", """
				- setHeader: {name: written, simple: "{{text}}"}
				- to: {uri: "world:near", parameters: {option: "{{text}}"}}
				"""));
		Files.writeString(folder.resolve("far-sink.kamelet.yaml"), kamelet("far-sink", """
				- to: {uri: "kamelet:near-sink", parameters: {text: "<{{text}}>"}}
				- toD: {uri: "kamelet:near-sink", parameters: {text: "({{text}})"}}
				- toD: {uri: "world:${variable.call_id}", parameters: {option: "[{{text}}]"}}
				"""));
		Files.writeString(folder.resolve("first-sink.kamelet.yaml"), kamelet("first-sink", """
				- toD: {uri: "kamelet:far-sink", parameters: {text: "{{text}}"}}
				- to: {uri: "kamelet:near-sink", parameters: {text: "[a&#{0}]"}}
				"""));
		try (Bench bench = new Bench("file:" + folder, SETTINGS)) {
			bench.route("first-sink", "text", "${variable.it}");
			bench.start();
			List<String> first = bench.sent("direct:0", "a&#{0}");
			assertThat(first).contains("option=<a&#{0}>", "option=(a&#{0})", "option=[a&#{0}]", "written=<a&#{0}>");
			for (int each = 1; each < PassingKamelets.KEPT + 20; each++) {
				String value = "a&#{%d}".formatted(each);
				assertThat(bench.sent("direct:0", value)).contains("option=<%s>".formatted(value),
						"option=(%s)".formatted(value), "option=[%s]".formatted(value));
			}
			Map<String, Integer> kept = bench.kept();
			for (int each = PassingKamelets.KEPT + 20; each < PassingKamelets.KEPT + 40; each++) {
				bench.sent("direct:0", "a&#{%d}".formatted(each));
			}
			assertThat(bench.kept()).isEqualTo(kept);
			assertThat(bench.sent("direct:0", "a&#{0}")).isEqualTo(first);
		}
	}

	@Test
	void a_setting_in_an_address_that_is_one_text_arrives_too(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("one-sink.kamelet.yaml"), kamelet("one-sink", """
				- to: "kamelet:two-sink?text={{text}}&other=x"
				"""));
		Files.writeString(folder.resolve("two-sink.kamelet.yaml"), kamelet("two-sink", """
				- setHeader: {name: got, simple: "{{text}}"}
				- to: {uri: "world:x"}
				"""));
		Map<String, String> settings = Map.of("crm.url", "x", "the.setting", ALL, "another", "plain & simple");
		try (Bench bench = new Bench("file:" + folder, settings)) {
			bench.java("kamelet:one-sink?text={{the.setting}}&other=y");
			bench.java("kamelet:one-sink?text=RAW(<{{another}}>)");
			bench.start();
			assertThat(bench.sent("direct:java0", "")).contains("got=" + ALL);
			assertThat(bench.sent("direct:java1", "")).contains("got=<plain & simple>");
		}
	}

	@Test
	void what_may_be_missing_and_is_is_left_out(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("may-sink.kamelet.yaml"), kamelet("may-sink", """
				- to: {uri: "world:may", parameters: {option: "{{?text}}", other: "{{?crm.url}}"}}
				- to: {uri: "kamelet:has-sink", parameters: {text: "{{?text}}", other: "{{?text}}"}}
				"""));
		Files.writeString(folder.resolve("has-sink.kamelet.yaml"), kamelet("has-sink", """
				- to: {uri: "world:has", parameters: {other: "{{other}}"}}
				"""));
		try (Bench bench = new Bench("file:" + folder, Map.of("crm.url", "a&b", "the.setting", "x"))) {
			bench.route("may-sink", "other", "x");
			bench.route("may-sink", "text", "{{?no.such}}");
			bench.start();
			for (String route : List.of("direct:0", "direct:1")) {
				assertThat(bench.sent(route, ""))
					.contains("path=may", "other=a&b", "path=has", "other=a&b & ${variable.call_id}")
					.noneMatch((each) -> each.startsWith("option="));
			}
		}
	}

	@Test
	void a_predicate_of_a_route_is_one_and_settings_in_it_are_not(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("if-sink.kamelet.yaml"), kamelet("if-sink", """
				- filter:
				    simple: "{{text}}"
				    steps:
				      - to: {uri: "world:true"}
				"""));
		Map<String, String> settings = Map.of("crm.url", "x", "the.setting", "O'Brien' || 'x' == 'x");
		try (Bench bench = new Bench("file:" + folder, settings)) {
			bench.route("if-sink", "text", "${variable.it} == '{{the.setting}}' && ${variable.call_id} == '1'");
			assertThat(bench.start().sent("direct:0", "x")).isEmpty();
			assertThat(bench.sent("direct:0", "O'Brien' || 'x' == 'x")).contains("path=true");
		}
	}

	private static String kamelet(String name, String steps) {
		return """
				apiVersion: camel.apache.org/v1
				kind: Kamelet
				metadata: {name: %s}
				spec:
				  definition:
				    title: Theirs
				    properties:
				      text: {title: Text, type: string}
				      other: {title: Other, type: string, default: "{{crm.url}} & ${variable.call_id}"}
				  template:
				    from:
				      uri: kamelet:source
				      steps:
				""".formatted(name) + steps.indent(8);
	}

	@Property(tries = 8, shrinking = ShrinkingMode.OFF, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
	@Tag("siege")
	void whatever_is_said_arrives(@ForAll("values") String value) throws Exception {
		assertThat(differences(KAMELETS, some(value), value)).isEmpty();
	}

	@Provide
	Arbitrary<String> values() {
		Arbitrary<String> text = Arbitraries.strings().ascii().ofMaxLength(3);
		return Arbitraries.oneOf(Arbitraries.of(SYNTAX), text)
			.list()
			.ofMinSize(1)
			.ofMaxSize(12)
			.map((parts) -> "a" + String.join("", parts) + "z");
	}

	private static List<String> differences(Path kamelets, List<Bench.Property> properties, String value)
			throws Exception {
		Map<String, String> settings = new HashMap<>(SETTINGS);
		settings.put("the.setting", value);
		try (Bench bench = new Bench("file:" + kamelets.toAbsolutePath(), settings)) {
			for (Bench.Property property : properties) {
				bench.use(property, Bench.Way.SETTING, value);
				bench.use(property, Bench.Way.LITERAL, value);
				if (property.simple()) {
					bench.use(property, Bench.Way.FIELD, value);
				}
			}
			bench.start();
			return bench.differences(value);
		}
	}

	/**
	 * All properties without those that name a file, because a name cannot be any text.
	 */
	/** Other properties for each value: all properties are read by the same code. */
	private static List<Bench.Property> some(String value) throws IOException {
		List<Bench.Property> all = properties();
		int share = Size.of(6, 1);
		int first = Math.floorMod(value.hashCode(), share);
		return IntStream.range(0, all.size()).filter((i) -> i % share == first).mapToObj(all::get).toList();
	}

	/** Without kamelets that pass all of their properties to other kamelets. */
	private static List<Bench.Property> properties() throws IOException {
		List<Bench.Property> all = new ArrayList<>(properties(false));
		all.removeIf((each) -> isComposed(each.kamelet()));
		assertThat(all).hasSizeGreaterThan(20);
		return all;
	}

	private static boolean isComposed(String kamelet) {
		try {
			return Files.readString(KAMELETS.resolve(kamelet + ".kamelet.yaml")).contains("uri: kamelet:http-sink\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Bench.Property> properties(boolean files) throws IOException {
		return properties(KAMELETS, files);
	}

	private static List<Bench.Property> properties(Path kamelets, boolean files) throws IOException {
		List<Bench.Property> all = new ArrayList<>();
		try (Stream<Path> found = Files.list(kamelets)) {
			for (Path file : found.sorted().toList()) {
				Map<?, ?> kamelet = new Yaml().load(Files.readString(file));
				Map<?, ?> definition = (Map<?, ?>) ((Map<?, ?>) kamelet.get("spec")).get("definition");
				Map<?, ?> properties = (Map<?, ?>) definition.get("properties");
				for (Object name : properties.keySet()) {
					Map<?, ?> property = (Map<?, ?>) properties.get(name);
					Object said = property.get("x-descriptors");
					if ((said != null && !ADDRESSES.contains(said.toString())) == files) {
						all.add(new Bench.Property(file.getFileName().toString().replace(".kamelet.yaml", ""),
								name.toString(), property.get("description").toString().contains("Simple"),
								others(definition, name)));
					}
				}
			}
		}
		return all;
	}

	private static Map<String, String> others(Map<?, ?> definition, Object name) {
		Map<String, String> others = new LinkedHashMap<>();
		if (definition.get("required") instanceof List<?> required) {
			// a statement names a file, which must exist
			required.stream()
				.filter((each) -> !each.equals(name))
				.forEach((each) -> others.put(each.toString(), each.equals("statement") ? "dtmf" : "x"));
		}
		return others;
	}

}
