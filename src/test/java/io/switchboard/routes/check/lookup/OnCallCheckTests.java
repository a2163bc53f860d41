package io.switchboard.routes.check.lookup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.switchboard.FewRoutes;
import io.switchboard.routes.check.AccidentsBench;
import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Mistakes in a rota, and in steps that ask for one. */
class OnCallCheckTests {

	private static final String RIGHT = """
			people: {anna: {email: anna@example.org}}
			shifts: [{when: mon-sun 00:00-24:00, who: anna}]
			""";

	@TempDir
	Path folder;

	@BeforeEach
	void copy() throws Exception {
		FewRoutes.copyTo(this.folder,
				Set.of("sms-received-to-email", "sms-received-to-database", "missed-call-sms-back"));
	}

	private void write(String file, String text) throws Exception {
		Path path = this.folder.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

	private List<String> found() {
		return CheckFromSettings.of(AccidentsBench.settings())
			.check(this.folder)
			.stream()
			.filter((each) -> each.severity() == Severity.ERROR)
			.map((each) -> each.toString().replace(this.folder + "/", ""))
			.toList();
	}

	@Test
	void a_rota_and_who_asks_for_it_may_be_right_or_are_named_with_their_place() throws Exception {
		write("on-call/default.yaml", RIGHT);
		Path route = this.folder.resolve("sms-received-to-email.camel.yaml");
		Files.writeString(route, Files.readString(route)
			.replace("Text message from ${variable.caller}", "For ${variable.on_call[name]}"));
		assertThat(found()).isEmpty();
		write("on-call/default.yaml", RIGHT.replace("00:00-24:00", "08:00-24:00"));
		write("on-call/sales.yaml", RIGHT.replace("who: anna", "who: ana") + "for: [\"2100\"]\n");
		write("on-call/other.yaml", RIGHT + "for: [\"2100\"]\n");
		write("lookups/teams.csv", "dst,on_call\n2100,sals\n*,\n");
		assertThat(found()).hasSize(4)
			.anySatisfy((each) -> assertThat(each).startsWith("on-call/default.yaml")
				.contains("nobody is on call from mon 00:00 to mon 08:00"))
			.anySatisfy((each) -> assertThat(each).startsWith("on-call/sales.yaml:2:").contains("no person ana"))
			.anySatisfy((each) -> assertThat(each).contains("'2100' has a rota already"))
			.anySatisfy((each) -> assertThat(each).contains("names a rota sals", "Did you mean sales?"));
	}

	@Test
	void a_person_can_be_reached_as_the_rota_says() throws Exception {
		for (String wrong : List.of("email: anna(at)example.org", "extension: 10o1", "phone: \"+44 abc\"")) {
			write("on-call/default.yaml", RIGHT.replace("email: anna@example.org", wrong));
			assertThat(rota()).as(wrong).singleElement().asString().contains(" of anna is not a", "Write one such as ");
		}
		write("on-call/default.yaml", RIGHT.replace("email: anna@example.org",
				"email: a.b+c@example.org, extension: \"*71\", phone: 0207 946-0123"));
		assertThat(rota()).isEmpty();
		String turns = RIGHT.replaceFirst("\n", "\nturns-%s\n").replace("who: anna", "who: [anna, anna]");
		write("on-call/default.yaml", turns.formatted("form: 2026-01-05 09:00"));
		assertThat(rota()).singleElement().asString().contains("Did you mean turns-from?");
		write("on-call/default.yaml", turns.formatted("from: 2026-13-05 09:00"));
		assertThat(rota()).singleElement().asString().contains("is not a time such as");
		write("on-call/default.yaml", RIGHT.replace("who: anna", "whom: anna"));
		assertThat(rota()).singleElement().asString().contains("Did you mean who?");
	}

	private List<String> rota() {
		Findings findings = new Findings();
		new OnCallCheck(findings).check(this.folder, List.of());
		return findings.sorted().stream().map(Finding::toString).toList();
	}

	@Test
	void a_profile_that_nobody_has_is_named() throws Exception {
		for (String profile : List.of("demo", "production", "staging", "site-2")) {
			write("on-call/other.yaml", "profile: " + profile + "\n" + RIGHT);
			assertThat(profiles("staging, site-2")).as(profile).isEmpty();
		}
		for (String profile : List.of("demoo", "Demo", "prod", "staging")) {
			write("on-call/other.yaml", "profile: " + profile + "\n" + RIGHT);
			assertThat(profiles("production")).as(profile)
				.singleElement()
				.asString()
				.contains("on-call/other.yaml", "used only in the profile '%s'".formatted(profile));
		}
		write("on-call/other.yaml", "profile: demoo\n" + RIGHT);
		assertThat(profiles(null)).singleElement().asString().contains("Did you mean demo?");
	}

	private List<Finding> profiles(String active) {
		Findings findings = new Findings();
		OnCallCheck.profiles(this.folder, (name) -> name.equals("spring.profiles.active") ? active : null, findings);
		return findings.sorted();
	}

}
