package io.switchboard.routes.check.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.kamelet.DescribedKamelets;
import io.switchboard.routes.check.spare.Declared;
import io.switchboard.voipstudio.EventFields;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The names that a route, a template and a statement may use: fields of events, and
 * variables.
 */
public final class Vocabulary {

	private static final Set<String> SETS = Set.of("variableReceive", "setVariable", "set-variable");

	private static final Set<String> FOREIGN_STEPS = Set.of("process", "bean", "script");

	private static final Pattern ANY_TEMPLATE = Pattern.compile("template:\\s*[\"']?[^\\n,}]*(?:\\$\\{)");

	private final Set<String> fields = new TreeSet<>(EventFields.NAMES);

	private final Set<String> facts = new TreeSet<>(EventExchange.FACTS);

	private final Set<String> shared = new TreeSet<>();

	private final Map<Path, Set<String>> own = new HashMap<>();

	/** Variables that hold a map or a list. */
	private final Set<String> maps = new TreeSet<>(Set.of("on_call", "http_answer", "gathered"));

	/** The text of all routes and of the kamelets that they use, without comments. */
	private final SaidText said = new SaidText();

	private final Declared declared;

	/** Whether a template's name is known only later; null until it is worked out. */
	private @Nullable Boolean namesAny;

	private boolean isForeign;

	/**
	 * Collects the names of a folder.
	 * @param folder with the routes
	 * @param routes in YAML
	 * @param kamelets all of the folder
	 * @param switches variables of every event
	 * @param declared what beans give
	 */
	public Vocabulary(Path folder, List<YamlFile> routes, List<YamlFile> kamelets, Set<String> switches,
			Declared declared) {
		this.declared = declared;
		this.fields.addAll(declared.gives());
		this.facts.addAll(declared.gives());
		this.facts.addAll(switches);
		routes.forEach((file) -> {
			Set<String> set = set(file);
			this.own.put(file.path(), set);
			if (file.text().contains("direct:")) {
				this.shared.addAll(set);
			}
		});
		kamelets.forEach((file) -> this.shared.addAll(set(file)));
		Set<String> answering = new DescribedKamelets(kamelets).annotated(DescribedKamelets.MAP);
		routes.forEach((file) -> answers(file.root(), answering));
		routes.forEach((file) -> this.said.add(file.text()));
		used(kamelets);
		samples(folder.resolve("samples"));
	}

	private void answers(Node node, Set<String> answering) {
		if (node instanceof SequenceNode list) {
			list.getValue().forEach((each) -> answers(each, answering));
		}
		else if (node instanceof MappingNode mapping) {
			String kamelet = DescribedKamelets.named(YamlFile.text(YamlFile.child(mapping, "uri")));
			if (kamelet != null && answering.contains(kamelet)) {
				this.maps.add(YamlFile.text(YamlFile.child(mapping, "variableReceive")));
			}
			mapping.getValue().forEach((each) -> answers(each.getValueNode(), answering));
		}
	}

	/** These variables hold a map or a list too. */
	public void maps(Set<String> variables) {
		this.maps.addAll(variables);
	}

	/** Whether the value of a variable is read in brackets. */
	boolean isMap(String variable) {
		return this.maps.contains(variable);
	}

	/** A kamelet that no route uses is left out. */
	private void used(List<YamlFile> kamelets) {
		List<YamlFile> unused = new ArrayList<>(kamelets);
		while (unused.removeIf((each) -> {
			boolean isUsed = this.said.names("kamelet:" + each.name()) || this.said.contains("kamelet:$");
			if (isUsed) {
				this.said.add(each.text());
			}
			return isUsed;
		})) {
			// the kamelets that it uses may come before it
		}
	}

	/** The variables that a file sets. A bean that is not known here may set others. */
	private Set<String> set(YamlFile file) {
		Set<String> names = new TreeSet<>();
		for (YamlFile.Value value : file.values()) {
			boolean sets = value.key(0).equals("variableReceive")
					|| (SETS.contains(value.key(1)) && value.key(0).equals("name"))
					|| (value.keys().contains("setVariables") && value.key(0).equals("name"));
			if (sets) {
				names.add(value.text());
			}
			boolean step = FOREIGN_STEPS.contains(value.key(0)) || FOREIGN_STEPS.contains(value.key(1));
			if (step && value.key(0).matches("ref|process|bean|script|beanType|type")
					&& !this.declared.names().contains(value.text().replaceFirst("^#?(?:bean:)?", ""))) {
				this.isForeign = true;
			}
		}
		return names;
	}

	private void samples(Path samples) {
		ObjectMapper json = new ObjectMapper();
		for (Path sample : YamlFile.in(samples, ".json", new Findings())) {
			try {
				JsonNode event = json.readTree(Files.readAllBytes(sample));
				event.fieldNames().forEachRemaining(this.fields::add);
			}
			catch (IOException ex) {
				// the check of that file reports it
			}
		}
	}

	/**
	 * Whether a route or a kamelet names a file, or may do so with a name that is known
	 * only later.
	 */
	public boolean isNamed(String file) {
		if (this.said.names(file)) {
			return true;
		}
		if (this.namesAny == null) {
			this.namesAny = this.said.has(ANY_TEMPLATE);
		}
		return this.namesAny;
	}

	/** Whether a route or a kamelet may set a header of that name. */
	public boolean isHeader(String name) {
		return this.said.contains("setHeader") && this.said.names(name);
	}

	/** The variables that a file may use. */
	public Set<String> variables(YamlFile file) {
		Set<String> all = new TreeSet<>(this.facts);
		all.addAll(this.shared);
		all.addAll(this.own.getOrDefault(file.path(), Set.of()));
		return all;
	}

	/** The variables that any file sets. */
	public Set<String> variables() {
		Set<String> all = new TreeSet<>(this.facts);
		all.addAll(this.shared);
		this.own.values().forEach(all::addAll);
		return all;
	}

	/** The finding about a variable's name; null if there is none. */
	public @Nullable Told variable(String name, Set<String> known) {
		if (known.contains(name) || this.isForeign) {
			return null;
		}
		return new Told(Rule.VARIABLE, name, "there is no variable %s".formatted(name), Wording.meant(name, known));
	}

	/** Whether VoIPstudio sends a text or a number in this field. */
	public boolean isText(String field) {
		return EventFields.NAMES.contains(field) && !EventFields.isFlag(field);
	}

	/** The finding about a field's name; null if there is none. */
	public @Nullable Told field(String name) {
		if (this.fields.contains(name)) {
			return null;
		}
		String meant = Wording.meant(name, this.fields);
		return meant.startsWith("Did")
				? new Told(Rule.MISSPELT_FIELD, name, "no event has a field %s".formatted(name),
						meant + " If VoIPstudio sends it, add a sample to routes/samples that has it.")
				: new Told(Rule.FIELD, name, "no event is known to have a field %s".formatted(name),
						"If VoIPstudio sends it, add a sample to routes/samples that has it.");
	}

	/** The finding about a statement's parameter; null if there is none. */
	public @Nullable Told parameter(String name) {
		Set<String> known = variables();
		if (known.contains(name) || this.fields.contains(name) || this.isForeign) {
			return null;
		}
		known.addAll(this.fields);
		String meant = Wording.meant(name, known);
		return meant.startsWith("Did") ? new Told(Rule.MISSPELT_PARAMETER, ":?" + name, "nothing sets :?%s"
			.formatted(name), meant) : new Told(Rule.PARAMETER, ":?" + name,
					"nothing is known to set :?%s".formatted(name),
					"It is a field of the event or a variable; if VoIPstudio sends it, add a sample to routes/samples that has it.");
	}

}
