package io.switchboard.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.alerts.AlertsCheck;
import io.switchboard.console.login.ConsoleUsers;
import io.switchboard.console.login.PhoneTokens;
import io.switchboard.delivery.durable.Switches;
import io.switchboard.http.AllowedHosts;
import io.switchboard.oauth.AccessTokens;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.settings.ProductionSettings;
import io.switchboard.settings.SecretsInFiles;
import io.switchboard.settings.SettingLookup;
import io.switchboard.settings.SettingValues;
import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.settings.SettingsStop;
import io.switchboard.store.Databases;
import io.switchboard.webhook.Hooks;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.env.ConfigurableEnvironment;

/** What is wrong with the settings: all that would stop the start, without one. */
final class SettingFindings {

	private static final Pattern NAME = Pattern.compile("[a-z][\\w.\\[\\]-]*[\\w\\]]");

	/** What a finding in the folder says of a setting's value. */
	private static final Pattern OF_SETTING = Pattern
		.compile("(?:^the setting |=\\{\\{)([a-z][\\w.-]*\\w)(?: is not an address|}} is not right)");

	/** What reads settings of its own, and refuses them with a sentence. */
	private static final List<Consumer<ConfigurableEnvironment>> READERS = List.of(Switches::new, AccessTokens::of,
			SettingFindings::mailbox, ConsoleUsers::check,
			(environment) -> new AllowedHosts(environment.getProperty("http.hosts", "")));

	private final ConfigurableEnvironment environment;

	private final List<Finding> findings = new ArrayList<>();

	private SettingFindings(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	static List<Finding> of(ConfigurableEnvironment environment) {
		return new SettingFindings(environment).all();
	}

	/**
	 * Adds what was found in the folder. What only follows from a wrong setting is left
	 * out; what is wrong with another setting is told where that stands.
	 */
	static List<Finding> joined(ConfigurableEnvironment environment, List<Finding> settings, List<Finding> folder) {
		SettingLookup lookup = new SettingLookup(environment);
		Set<String> wrong = settings.stream()
			.filter((each) -> each.severity() == Severity.ERROR)
			.map((each) -> NAME.matcher(each.what()))
			.filter(Matcher::lookingAt)
			.map(Matcher::group)
			.collect(Collectors.toSet());
		List<Finding> joined = new ArrayList<>();
		for (Finding each : settings) {
			Matcher name = NAME.matcher(each.what());
			if (!name.lookingAt() || lookup.sources(name.group()).stream().skip(1).noneMatch(wrong::contains)) {
				joined.add(each);
			}
		}
		for (Finding each : folder) {
			Matcher name = OF_SETTING.matcher(each.what());
			if (!name.find()) {
				joined.add(each);
			}
			else if (lookup.sources(name.group(1)).stream().noneMatch(wrong::contains)) {
				joined.add(placed(environment, each, name.group(1)));
			}
		}
		return joined;
	}

	private static Finding placed(ConfigurableEnvironment environment, Finding finding, String name) {
		Unknown place = SettingValues.placed(environment, new Unknown("", 0, 0, name, ""));
		return (place.line() == 0) ? finding : new Finding(place.file(), place.line(), place.column(), finding.rule(),
				"%s (%s:%d)".formatted(finding.what(), finding.file(), finding.line()), finding.mend());
	}

	private List<Finding> all() {
		add(SettingsStop.check(this.environment).check(this.environment), Rule.UNKNOWN_SETTING);
		add(ProductionSettings.missing(this.environment), Rule.MISSING_SETTING);
		add(SecretsInFiles.check(this.environment), Rule.SECRET);
		add(SettingValues.wrong(this.environment), Rule.SETTING_VALUE);
		String databases = Databases.wrong(this.environment);
		if (databases != null) {
			int end = databases.indexOf(". ");
			add(databases.substring(0, end), databases.substring(end + 2), Rule.SETTING_VALUE);
		}
		add(Hooks.wrong(this.environment), "Fix it, or take the hook out.", Rule.UNKNOWN_SETTING);
		add(AlertsCheck.wrong(this.environment), "Fix it, or take the channel out.", Rule.UNKNOWN_SETTING);
		add(PhoneTokens.wrong(this.environment), "Fix it, or take the telephone out.", Rule.UNKNOWN_SETTING);
		READERS.forEach(this::read);
		return this.findings;
	}

	/** The demo's own mail server needs no client. */
	private static void mailbox(ConfigurableEnvironment environment) {
		String client = environment.getProperty("mail.oauth", "").strip();
		if (client.isEmpty() || environment.getProperty("mail.host", "").isBlank()) {
			return;
		}
		if (!AccessTokens.of(environment).has(client)) {
			throw new IllegalArgumentException(
					"mail.oauth names '%1$s', and there is no oauth.%1$s in the settings".formatted(client));
		}
		if (environment.getProperty("mail.username", "").isBlank()) {
			throw new IllegalArgumentException("mail.username is missing: with mail.oauth it is the mailbox");
		}
	}

	private void read(Consumer<ConfigurableEnvironment> reader) {
		try {
			reader.accept(this.environment);
		}
		catch (BindException ex) {
			// told in the same way as those of the product's own sections
			Unknown told = SettingValues.told(ex);
			add(told.what(), told.mend(), Rule.SETTING_VALUE);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			add(ex.getMessage(), "Fix the setting. The command help settings says what it is.", Rule.SETTING_VALUE);
		}
	}

	/** Once for each setting. */
	private void add(@Nullable String what, String mend, Rule rule) {
		Matcher name = NAME.matcher((what != null) ? what : "");
		if (what == null || (name.lookingAt()
				&& this.findings.stream().anyMatch((each) -> each.what().startsWith(name.group() + " ")))) {
			return;
		}
		add(List.of(SettingValues.placed(this.environment, new Unknown("application.yaml", 0, 0, what, mend))), rule);
	}

	private void add(List<Unknown> unknown, Rule rule) {
		unknown.forEach((each) -> this.findings.add(finding(each, rule)));
	}

	static Finding finding(Unknown unknown, Rule rule) {
		return new Finding(unknown.file(), unknown.line(), unknown.column(), rule, unknown.what(), unknown.mend());
	}

}
