package io.switchboard.routes.reload;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

import io.switchboard.routes.RoutesText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The files that a route is made from, and the changes of its revision. */
class RouteRevisionsTests {

	private static final String SMS_MAIL = "sms-received-to-email.camel.yaml";

	private static final RoutesText AS_SHIPPED = RoutesText.read(Path.of("routes"));

	@Test
	void a_route_is_made_from_its_file_its_kamelets_and_the_files_that_these_name() {
		assertThat(new RouteRevisions(AS_SHIPPED).parts(SMS_MAIL)).containsExactly("kamelets/email-sink.kamelet.yaml",
				SMS_MAIL, "templates/parts/mail.html", "templates/sms-received.html", "templates/sms-received.txt");
		assertThat(new RouteRevisions(AS_SHIPPED).parts("sms-received-to-database.camel.yaml")).containsExactly(
				"kamelets/database-sink.kamelet.yaml", "sms-received-to-database.camel.yaml",
				"statements/sms-received.sql");
		assertThat(new RouteRevisions(AS_SHIPPED).parts("switchboard.camel.yaml"))
			.containsExactly("keywords/keywords.yaml", "switchboard.camel.yaml");
	}

	@ParameterizedTest
	@ValueSource(strings = { SMS_MAIL, "kamelets/email-sink.kamelet.yaml", "templates/sms-received.txt",
			"templates/parts/mail.html" })
	void a_change_of_any_part_is_another_revision(String part) {
		assertThat(new RouteRevisions(with(part, AS_SHIPPED.text(part) + "\n")).of(SMS_MAIL))
			.isNotEqualTo(new RouteRevisions(AS_SHIPPED).of(SMS_MAIL));
	}

	@ParameterizedTest
	@ValueSource(strings = { "switchboard.camel.yaml", "kamelets/database-sink.kamelet.yaml",
			"templates/missed-call.txt", "statements/sms-received.sql", "templates/new.txt" })
	void a_change_of_anything_else_is_not(String other) {
		assertThat(new RouteRevisions(with(other, AS_SHIPPED.text(other) + "\n")).of(SMS_MAIL))
			.isEqualTo(new RouteRevisions(AS_SHIPPED).of(SMS_MAIL));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "${variable.our_teams[email]}", "${bean:lookups?method=value('our-teams', 'x', 'email')}" })
	void a_table_is_a_part_of_who_asks_it_and_of_nobody_else(String subject) {
		SortedMap<String, byte[]> files = new TreeMap<>(
				with(SMS_MAIL, AS_SHIPPED.text(SMS_MAIL).replace("${variable.caller}", subject)).files());
		files.put("lookups/our-teams.csv", "dst,email\n*,x".getBytes(StandardCharsets.UTF_8));
		RouteRevisions before = new RouteRevisions(new RoutesText(files));
		files.put("lookups/our-teams.csv", "dst,email\n*,y".getBytes(StandardCharsets.UTF_8));
		RouteRevisions after = new RouteRevisions(new RoutesText(files));
		assertThat(after.parts(SMS_MAIL)).contains("lookups/our-teams.csv");
		assertThat(after.of(SMS_MAIL)).isNotEqualTo(before.of(SMS_MAIL));
		assertThat(after.of("switchboard.camel.yaml")).isEqualTo(before.of("switchboard.camel.yaml"));
	}

	@Test
	void where_the_name_is_known_only_later_every_file_of_that_kind_is_a_part() {
		String open = AS_SHIPPED.text(SMS_MAIL).replace("template: sms-received", "template: \"${body[kind]}\"");
		assertThat(new RouteRevisions(with(SMS_MAIL, open)).parts(SMS_MAIL))
			.contains("templates/missed-call.html", "templates/sms-received.txt")
			.doesNotContain("templates/call-ended.json", "statements/sms-received.sql");
	}

	@Test
	void a_route_that_is_called_is_a_part_and_what_that_is_made_from() {
		RoutesText text = with("a.camel.yaml",
				"- route: {from: {uri: \"durable:a\", steps: [{to: {uri: \"direct:b\"}}]}}");
		text = with(text, "b.camel.yaml", """
				- route:
				    from:
				      uri: direct:b
				      steps:
				        - to: {uri: kamelet:database-sink, parameters: {statement: dtmf}}
				""");
		assertThat(new RouteRevisions(text).parts("a.camel.yaml")).containsExactly("a.camel.yaml", "b.camel.yaml",
				"kamelets/database-sink.kamelet.yaml", "statements/dtmf.sql");
	}

	private static RoutesText with(String name, String text) {
		return with(AS_SHIPPED, name, text);
	}

	private static RoutesText with(RoutesText before, String name, String text) {
		SortedMap<String, byte[]> files = new TreeMap<>(before.files());
		files.put(name, text.getBytes(StandardCharsets.UTF_8));
		return new RoutesText(files);
	}

}
