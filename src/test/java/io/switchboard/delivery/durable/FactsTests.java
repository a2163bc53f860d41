package io.switchboard.delivery.durable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.switchboard.delivery.table.Delivery;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.ReadEvent;
import io.switchboard.routes.hours.OpenAsFacts;
import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.FinalRule;
import io.switchboard.voipstudio.RuleFacts;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The facts that a route gets as variables. */
class FactsTests {

	/** A setting {@code <name>.enabled} is a switch without further code. */
	private static final String CONSOLE = "console_on";

	@Test
	void the_table_has_all_variables_that_a_route_gets_and_no_other() throws IOException {
		Event event = ReadEvent.of("{\"id\":\"x\",\"event_name\":\"call.missed\"}".getBytes());
		Exchange exchange = new DefaultExchange(new DefaultCamelContext());
		new EventExchange(new FinalRule(true), AnsweredRule.of(new StandardEnvironment()), new Switches(settings()))
			.fill(exchange, new Delivery(0, event, "any", 0, event.order().text(), 0, 0, 0, 0, 0));
		Set<String> published = new TreeSet<>(EventExchange.FACTS);
		published.addAll(new Switches(settings()).facts().keySet());
		published.addAll(OpenAsFacts.NAMES);
		published.addAll(List.of("on_call", "keyword", "keyword_does"));
		assertThat(published).containsAll(exchange.getVariables().keySet()).contains(CONSOLE);
		published.remove(CONSOLE);
		assertThat(documented()).containsExactlyInAnyOrderElementsOf(published);
	}

	private static List<String> documented() throws IOException {
		return Files.readString(Path.of("routes/README.md"))
			.lines()
			.dropWhile((line) -> !line.equals("| variable | what it is |"))
			.takeWhile((line) -> !line.isBlank())
			.skip(2)
			.map((line) -> line.split("`")[1])
			.toList();
	}

	private static StandardEnvironment settings() throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"))
			.forEach(environment.getPropertySources()::addLast);
		return environment;
	}

	@ParameterizedTest
	@CsvSource({ "call.missed, QUEUE, true, missed_call missed_queue_call ended_call final",
			"call.missed, RING_GROUP, true, missed_call ended_call final", "call.missed, QUEUE, false, ''",
			"call.hangup, QUEUE, true, ended_call final", "call.hangup, USER, false, ''",
			"call.dtmf, QUEUE, true, final", ", UNKNOWN, true, final" })
	void what_an_event_is(String eventName, ContextKind contextKind, boolean isFinal, String facts) {
		assertThat(RuleFacts.of(eventName, contextKind, isFinal)
			.entrySet()
			.stream()
			.filter((fact) -> Boolean.TRUE.equals(fact.getValue()))
			.map((fact) -> fact.getKey())
			.collect(Collectors.toSet())).isEqualTo(facts.isEmpty() ? Set.of() : Set.of(facts.split(" ")));
	}

	@ParameterizedTest
	@CsvSource({ "help-desk.enabled, true, true", "help-desk.enabled, TRUE, true", "help-desk.enabled, on, true",
			"help-desk.enabled, false, false", "help-desk.enabled, '', false", "help-desk.url, http://x, true",
			"help-desk.url, ' ', false" })
	void a_section_of_settings_is_a_switch(String setting, String value, boolean on) {
		assertThat(switches(setting, value).facts()).containsEntry("help_desk_on", on);
	}

	@Test
	void a_switch_is_enabled_before_it_has_a_url() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("desk.url", "http://x", "desk.enabled", false)));
		assertThat(new Switches(environment).facts()).containsEntry("desk_on", false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ture", "http://x", "2" })
	void what_is_neither_on_nor_off_is_refused(String value) {
		assertThatThrownBy(() -> switches("help-desk.enabled", value))
			.hasMessage("help-desk.enabled=%s must be true or false", value);
	}

	private static Switches switches(String setting, String value) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(setting, value)));
		return new Switches(environment);
	}

}
