package io.switchboard.routes.check;

import java.nio.file.Files;
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
import java.util.stream.Collectors;

import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.oncall.OnCall;
import io.switchboard.store.Databases;
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
			StepCheck steps = new StepCheck(spare.camel(), this.surroundings.beanNames().get(), findings);
			spare.routes().forEach(steps::check);
			spare.kamelets().forEach(steps::check);
			DirectCircles.check(spare, findings);
			RouteCheck each = new RouteCheck(spare.camel(), this.surroundings.beanNames().get(), findings);
			spare.routes().forEach(each::check);
			new KameletCheck(routesDirectory, spare.camel()).check(spare.routes(), spare.kamelets(), findings);
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
			named(routesDirectory, spare, vocabulary, routes, kamelets, findings);
			if (unread.isEmpty()) {
				decisions(routesDirectory, spare, all, others, findings);
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
		try (TablesTried store = TablesTried.of(routesDirectory, this.surroundings, findings)) {
			new StatementCheck(store, this::isSqlite, vocabulary, findings).check(routesDirectory.resolve("statements"),
					databases);
		}
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

	private boolean isSqlite(String database) {
		String url = this.surroundings.settings()
			.apply(database.equals(Databases.STORE) ? "spring.datasource.url" : "databases.%s.url".formatted(database));
		return url != null && url.startsWith("jdbc:sqlite:");
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

	/** Checks where each kind of event goes. */
	private void decisions(Path folder, SpareContext spare, List<RouteDefinition> routes, Set<String> others,
			Findings findings) {
		Set<String> switches = this.surroundings.switches();
		Set<String> channels = routes.stream()
			.filter((route) -> Wording.isInFile(route) && !route.getInput().getEndpointUri().contains("schedule="))
			.map((route) -> Destinations.target(route.getInput().getEndpointUri()))
			.filter((channel) -> channel.startsWith("durable:"))
			.map((channel) -> channel.replaceFirst("durable:", ""))
			.filter((name) -> !name.equals(RouteNames.SWITCHBOARD))
			.collect(Collectors.toSet());
		for (RouteDefinition route : routes) {
			if (Destinations.target(route.getInput().getEndpointUri()).equals("durable:switchboard")) {
				Decisions decisions = new Decisions(route, spare.camel(), switches, others);
				if (decisions.isKnown()) {
					new UnroutedCheck(decisions, Place.of(route, route), findings).check();
					new MapCheck(folder, decisions, channels, findings).check();
				}
				new HiddenCheck(new Truth(spare.camel(), switches), findings).check(route);
			}
		}
	}

	/** Checks whether the names in files exist. */
	private void named(Path folder, SpareContext spare, Vocabulary vocabulary, List<YamlFile> routes,
			List<YamlFile> kamelets, Findings findings) {
		ExpressionCheck expressions = new ExpressionCheck(spare.camel(), vocabulary,
				(name) -> this.surroundings.settings().apply(name) != null, this.surroundings.settingNames().get(),
				findings);
		BeanCheck beans = new BeanCheck(spare.camel(), this.surroundings.beanNames().get(),
				this.surroundings.declared().get().names(), findings);
		EndpointCheck endpoints = new EndpointCheck(spare.camel(), this.surroundings.beanNames().get(), findings);
		EffectCheck effects = new EffectCheck(kamelets, findings);
		KameletCircles.check(kamelets, findings);
		SecretCheck secrets = new SecretCheck(findings);
		ClassCheck classes = new ClassCheck(spare.camel(), findings);
		BodyCheck bodies = new BodyCheck(kamelets, findings);
		AddressCheck addresses = new AddressCheck(this.surroundings, new DescribedKamelets(kamelets), findings);
		for (YamlFile file : routes) {
			addresses.check(file);
			classes.check(file);
			bodies.check(file);
			expressions.check(file);
			new HeaderCheck(file, vocabulary, findings).check();
			endpoints.check(file);
			beans.check(file);
			effects.check(file);
			FailureCheck.check(file, findings);
			secrets.check(file);
		}
		spare.routes().stream().filter(Wording::isInJava).forEach(endpoints::check);
		Destinations destinations = new Destinations(spare.camel());
		new LogCheck(destinations, findings).check(spare);
		OutsideCheck outside = new OutsideCheck(folder.resolve("kamelets"), destinations, findings);
		spare.routes().forEach(outside::check);
		new WaitCheck(destinations, this.surroundings.settings().apply("delivery.timeout"), findings).check(spare);
		FailureCheck.check(spare, findings);
		new HiddenFailures(spare, EffectCheck.lookups(kamelets), findings).check(spare);
		JavaTextCheck texts = new JavaTextCheck(spare.camel(), vocabulary,
				(name) -> this.surroundings.settings().apply(name) != null, this.surroundings.settingNames().get(),
				findings);
		YamlFile.in(folder, ".java", findings).forEach(texts::check);
		for (YamlFile file : kamelets.stream().filter(KameletNames::hasSteps).toList()) {
			Set<String> placeholders = KameletNames.properties(file);
			placeholders.addAll(KameletNames.beans(file));
			expressions.kamelet(file, placeholders);
			new KameletDefinitionCheck(file, findings).check();
			addresses.check(file);
			classes.check(file);
			secrets.check(file);
			endpoints.check(file);
			beans.check(file);
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
