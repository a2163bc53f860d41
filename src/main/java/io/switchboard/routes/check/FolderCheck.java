package io.switchboard.routes.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.routes.check.decision.DecisionCheck;
import io.switchboard.routes.check.decision.WiringCheck;
import io.switchboard.routes.check.expression.Vocabulary;
import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.file.FileCheck;
import io.switchboard.routes.check.file.NameCheck;
import io.switchboard.routes.check.file.SampleCheck;
import io.switchboard.routes.check.file.ShapeCheck;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.routes.check.kamelet.DescribedKamelets;
import io.switchboard.routes.check.lookup.CalendarCheck;
import io.switchboard.routes.check.lookup.HoursCheck;
import io.switchboard.routes.check.lookup.KeywordCheck;
import io.switchboard.routes.check.lookup.LookupCheck;
import io.switchboard.routes.check.lookup.OnCallCheck;
import io.switchboard.routes.check.route.RouteChecks;
import io.switchboard.routes.check.spare.SpareContext;
import io.switchboard.routes.check.spare.Surroundings;
import io.switchboard.routes.check.statement.StatementCheck;
import io.switchboard.routes.check.template.TemplateCheck;
import io.switchboard.routes.oncall.OnCall;
import io.switchboard.voipstudio.PhoneNumbers;
import org.apache.camel.model.RouteDefinition;

/**
 * Checks a folder with routes, and finds all mistakes at once. The folder is loaded apart
 * from the running routes. Nothing is started, sent or written.
 */
public class FolderCheck {

	private static final String ANY_REGION = "GB";

	private final Surroundings surroundings;

	FolderCheck(Surroundings surroundings) {
		this.surroundings = surroundings;
	}

	/**
	 * Checks all of a folder. Several threads may do so at once.
	 * @param routesDirectory with the routes, kamelets, templates and statements
	 * @return in the order of files and lines; empty if nothing is found. A finding with
	 * {@link Severity#ERROR} means that the folder cannot work
	 */
	public List<Finding> check(Path routesDirectory) {
		Findings findings = FileCheck.of(routesDirectory);
		if (findings.isClosed(routesDirectory)) {
			return findings.sorted();
		}
		List<YamlFile> routes = read(routesDirectory, ".camel.yaml", findings);
		List<YamlFile> kamelets = read(routesDirectory.resolve("kamelets"), ".kamelet.yaml", findings);
		DescribedKamelets described = new DescribedKamelets(kamelets);
		Set<String> repeated = new NameCheck(findings).check(routes);
		Set<String> unread = new HashSet<>();
		Set<String> names = new TreeSet<>();
		Map<String, String> databases = new HashMap<>();
		YamlFile.in(routesDirectory, ".camel.yaml", findings).forEach((file) -> unread.add(YamlFile.name(file)));
		LookupCheck lookups = new LookupCheck(routesDirectory, described.with(DescribedKamelets.LOOKUP),
				numbers(findings), findings);
		Set<String> others = new TreeSet<>(OnCall.FACTS);
		Set<String> variables = new TreeSet<>(this.surroundings.switches());
		variables.addAll(EventExchange.FACTS);
		variables.addAll(others);
		lookups.check(variables);
		others.addAll(lookups.variables());
		variables.addAll(others);
		HoursCheck hours = hours(routesDirectory, lookups, findings);
		Vocabulary vocabulary = new Vocabulary(routesDirectory, routes, kamelets, variables,
				this.surroundings.declared().get());
		vocabulary.maps(lookups.variables());
		try (SpareContext spare = new SpareContext("file:" + routesDirectory.resolve("kamelets"), this.surroundings)) {
			for (YamlFile file : routes) {
				if (new ShapeCheck(file, findings).routes() && spare.load(file, findings)) {
					unread.remove(file.name());
				}
			}
			for (Path file : YamlFile.in(routesDirectory, ".java", findings)) {
				unread.addAll(spare.load(file, findings));
			}
			unread.addAll(repeated);
			for (YamlFile file : kamelets) {
				if (new ShapeCheck(file, findings).kamelet()) {
					spare.load(file, findings);
				}
			}
			RouteChecks checks = new RouteChecks(routesDirectory, spare, this.surroundings, findings);
			checks.steps();
			List<RouteDefinition> all = new ArrayList<>(spare.routes());
			all.addAll(this.surroundings.inJava().get());
			all.forEach((route) -> names
				.add(Destinations.target(route.getInput().getEndpointUri()).replaceFirst("^durable:", "")));
			// a route whose channel is misspelt is there
			all.forEach((route) -> names.add(String.valueOf(route.getId())));
			names.addAll(unread);
			databases.putAll(Destinations.databases(all));
			findings.addAll(
					new WiringCheck(routesDirectory, spare.camel(), this.surroundings.switches(), others, all, unread)
						.findings());
			checks.files(vocabulary, routes, kamelets);
			if (unread.isEmpty()) {
				DecisionCheck.check(routesDirectory, spare.camel(), all, this.surroundings.switches(), others,
						findings);
			}
		}
		SampleCheck.check(routesDirectory.resolve("samples"), names, findings);
		CalendarCheck.check(routesDirectory, findings);
		KeywordCheck.check(routesDirectory, findings);
		KeywordCheck.stop(routesDirectory, routes, described, this.surroundings.settings(), findings);
		OnCallCheck.profiles(routesDirectory, this.surroundings.settings(), findings);
		Stream.concat(routes.stream(), kamelets.stream()).forEach((file) -> {
			lookups.uses(file.path(), file.text());
			hours.uses(file.path(), file.text());
		});
		new TemplateCheck(routesDirectory.resolve("templates"), vocabulary, lookups, findings).check();
		lookups.unused();
		StatementCheck.check(routesDirectory, this.surroundings, vocabulary, databases, findings);
		return findings.joined();
	}

	/**
	 * Why a folder cannot be read.
	 * @param folder the engineer's own: a copy has no broken links
	 * @return what is wrong with its files, in the order of files
	 */
	public static List<Finding> unread(Path folder) {
		return FileCheck.of(folder).sorted().stream().filter((each) -> each.severity() == Severity.ERROR).toList();
	}

	private HoursCheck hours(Path folder, LookupCheck lookups, Findings findings) {
		HoursCheck hours = new HoursCheck(folder, findings);
		hours.check(lookups.tables(), folder);
		Optional.ofNullable(this.surroundings.settings().apply("opening-hours")).ifPresent(hours::setting);
		return hours;
	}

	/** The numbers of a region, if the settings name one. */
	private PhoneNumbers numbers(Findings findings) {
		String region = this.surroundings.settings().apply("voipstudio.region");
		try {
			return new PhoneNumbers((region != null) ? region : ANY_REGION);
		}
		catch (IllegalStateException ex) {
			String[] told = String.valueOf(ex.getMessage()).split(" such as ");
			findings.add(new Place("application.yaml", 0, 0), Rule.SETTING_VALUE, told[0],
					"Write one such as %s.".formatted(told[told.length - 1]));
			return new PhoneNumbers(ANY_REGION);
		}
	}

	private static List<YamlFile> read(Path folder, String ending, Findings findings) {
		List<YamlFile> read = new ArrayList<>();
		for (Path path : YamlFile.in(folder, ending, findings)) {
			YamlFile file = findings.isClosed(path) ? null : YamlFile.read(path, findings);
			if (file != null) {
				read.add(file);
			}
		}
		return read;
	}

}
