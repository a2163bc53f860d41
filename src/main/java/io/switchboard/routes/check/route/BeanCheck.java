package io.switchboard.routes.check.route;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import org.apache.camel.CamelContext;

/** Whether the beans that a file names are there. */
class BeanCheck {

	private static final Pattern BEAN = Pattern.compile("#(?:bean:)?([A-Za-z][\\w.-]*)");

	private static final Pattern IN_SIMPLE = Pattern
		.compile("\\$\\{(?:bean|ref):([A-Za-z][\\w-]*)(?:(?:\\?method=|\\.|::)(\\w+))?");

	private static final Pattern IN_ADDRESS = Pattern.compile("^bean:/*([A-Za-z][\\w-]*)(?=\\?|$)");

	private static final Set<String> ADDRESSES = Set.of("uri", "to", "toD", "wireTap");

	private static final Set<String> REFERS = Set.of("process", "bean", "method");

	private static final Set<String> OF_A_ROUTE = Set.of("routePolicy", "errorHandlerRef");

	private final CamelContext camel;

	private final Set<String> beans;

	private final Set<String> ours;

	private final Findings findings;

	/** {@code ours}: those of Switchboard itself. */
	BeanCheck(CamelContext camel, Set<String> beans, Set<String> ours, Findings findings) {
		this.camel = camel;
		this.ours = ours;
		this.beans = beans;
		this.findings = findings;
	}

	void check(YamlFile file) {
		Set<String> own = new TreeSet<>();
		List<YamlFile.Value> values = file.values();
		for (YamlFile.Value value : values) {
			if (value.keys().contains("beans") && value.key(0).equals("name")) {
				own.add(value.text());
				if (this.ours.contains(value.text())) {
					this.findings.add(Place.of(file.path(), value.node()), Rule.FACT,
							"Switchboard itself has a bean %s".formatted(value.text()), "Choose another name.");
				}
			}
		}
		for (YamlFile.Value value : values) {
			beans(file, value, own);
		}
	}

	private void beans(YamlFile file, YamlFile.Value value, Set<String> own) {
		if (value.key(0).equals("description")) {
			return;
		}
		IN_SIMPLE.matcher(value.text()).results().forEach((each) -> {
			bean(file, value, each.group(1), own);
			method(file, value, each);
		});
		IN_ADDRESS.matcher(value.text())
			.results()
			.filter((each) -> ADDRESSES.contains(value.key(0)))
			.forEach((each) -> bean(file, value, each.group(1), own));
		boolean refers = value.key(0).equals("ref") && REFERS.contains(value.key(1))
				|| OF_A_ROUTE.contains(value.key(0)) && value.key(1).equals("route");
		boolean option = value.key(1).equals("parameters") && value.text().startsWith("#");
		if ((refers || option) && !value.text().contains("{{")) {
			var bean = BEAN.matcher(value.text().startsWith("#") ? value.text() : "#" + value.text());
			if (bean.matches()) {
				bean(file, value, bean.group(1), own);
			}
		}
	}

	private void method(YamlFile file, YamlFile.Value value, MatchResult named) {
		Told told = (named.group(2) != null) ? StepNames.method(this.camel, named.group(1), named.group(2)) : null;
		if (told != null) {
			this.findings.add(file.place(value, told.word()), told);
		}
	}

	private void bean(YamlFile file, YamlFile.Value value, String name, Set<String> own) {
		if (!own.contains(name) && !this.beans.contains(name) && this.camel.getRegistry().lookupByName(name) == null) {
			Set<String> ours = Stream.concat(this.beans.stream(), own.stream())
				.filter((each) -> each.matches("[a-z]\\w*"))
				.collect(Collectors.toSet());
			this.findings.add(file.place(value, name), Rule.BEAN, "there is no bean %s".formatted(name),
					Wording.meantOr(name, ours, "Name one under beans: of the file, or add the jar that has it."));
		}
	}

}
