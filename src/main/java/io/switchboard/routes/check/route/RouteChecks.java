package io.switchboard.routes.check.route;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.switchboard.routes.check.expression.ExpressionCheck;
import io.switchboard.routes.check.expression.HeaderCheck;
import io.switchboard.routes.check.expression.JavaTextCheck;
import io.switchboard.routes.check.expression.Vocabulary;
import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.file.SecretCheck;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.kamelet.DescribedKamelets;
import io.switchboard.routes.check.kamelet.KameletCheck;
import io.switchboard.routes.check.kamelet.KameletCircles;
import io.switchboard.routes.check.kamelet.KameletDefinitionCheck;
import io.switchboard.routes.check.kamelet.KameletNames;
import io.switchboard.routes.check.spare.SpareContext;
import io.switchboard.routes.check.spare.Surroundings;

/** Checks each route and each kamelet of a folder by itself. */
public final class RouteChecks {

	private final Path folder;

	private final SpareContext spare;

	private final Surroundings surroundings;

	private final Findings findings;

	/**
	 * Makes them.
	 * @param folder with the routes
	 * @param spare in which they are loaded
	 * @param findings gets what is found
	 */
	public RouteChecks(Path folder, SpareContext spare, Surroundings surroundings, Findings findings) {
		this.folder = folder;
		this.spare = spare;
		this.surroundings = surroundings;
		this.findings = findings;
	}

	/** Checks the steps of all that is loaded. */
	public void steps() {
		StepCheck steps = new StepCheck(this.spare.camel(), this.surroundings.beanNames().get(), this.findings);
		this.spare.routes().forEach(steps::check);
		this.spare.kamelets().forEach(steps::check);
		DirectCircles.check(this.spare, this.findings);
		RouteCheck each = new RouteCheck(this.spare.camel(), this.surroundings.beanNames().get(), this.findings);
		this.spare.routes().forEach(each::check);
		new KameletCheck(this.folder, this.spare.camel()).check(this.spare.routes(), this.spare.kamelets(),
				this.findings);
	}

	/**
	 * Checks whether the names in files exist, and whether failures are left to
	 * {@code durable:}.
	 * @param vocabulary the names that may be used
	 * @param routes those in YAML
	 * @param kamelets all of the this.folder
	 */
	public void files(Vocabulary vocabulary, List<YamlFile> routes, List<YamlFile> kamelets) {
		ExpressionCheck expressions = new ExpressionCheck(this.spare.camel(), vocabulary,
				(name) -> this.surroundings.settings().apply(name) != null, this.surroundings.settingNames().get(),
				this.findings);
		BeanCheck beans = new BeanCheck(this.spare.camel(), this.surroundings.beanNames().get(),
				this.surroundings.declared().get().names(), this.findings);
		EndpointCheck endpoints = new EndpointCheck(this.spare.camel(), this.surroundings.beanNames().get(),
				this.findings);
		EffectCheck effects = new EffectCheck(kamelets, this.findings);
		KameletCircles.check(kamelets, this.findings);
		SecretCheck secrets = new SecretCheck(this.findings);
		ClassCheck classes = new ClassCheck(this.spare.camel(), this.findings);
		BodyCheck bodies = new BodyCheck(kamelets, this.findings);
		AddressCheck addresses = new AddressCheck(this.surroundings, new DescribedKamelets(kamelets), this.findings);
		for (YamlFile file : routes) {
			addresses.check(file);
			classes.check(file);
			bodies.check(file);
			expressions.check(file);
			new HeaderCheck(file, vocabulary, this.findings).check();
			endpoints.check(file);
			beans.check(file);
			effects.check(file);
			FailureCheck.check(file, this.findings);
			secrets.check(file);
		}
		this.spare.routes().stream().filter(Wording::isInJava).forEach(endpoints::check);
		Destinations destinations = new Destinations(this.spare.camel());
		new LogCheck(destinations, this.findings).check(this.spare);
		OutsideCheck outside = new OutsideCheck(this.folder.resolve("kamelets"), destinations, this.findings);
		this.spare.routes().forEach(outside::check);
		new WaitCheck(destinations, this.surroundings.settings().apply("delivery.timeout"), this.findings)
			.check(this.spare);
		FailureCheck.check(this.spare, this.findings);
		new HiddenFailures(this.spare, EffectCheck.lookups(kamelets), this.findings).check(this.spare);
		JavaTextCheck texts = new JavaTextCheck(this.spare.camel(), vocabulary,
				(name) -> this.surroundings.settings().apply(name) != null, this.surroundings.settingNames().get(),
				this.findings);
		YamlFile.in(this.folder, ".java", this.findings).forEach(texts::check);
		for (YamlFile file : kamelets.stream().filter(KameletNames::hasSteps).toList()) {
			Set<String> placeholders = KameletNames.properties(file);
			placeholders.addAll(KameletNames.beans(file));
			expressions.kamelet(file, placeholders);
			new KameletDefinitionCheck(file, this.findings).check();
			addresses.check(file);
			classes.check(file);
			secrets.check(file);
			endpoints.check(file);
			beans.check(file);
		}
	}

}
