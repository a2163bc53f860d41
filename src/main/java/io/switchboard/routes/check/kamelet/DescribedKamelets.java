package io.switchboard.routes.check.kamelet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.switchboard.routes.check.file.YamlFile;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What kamelets say of themselves, so that no check knows a kamelet by its name. An
 * annotation tells of the whole kamelet, the {@code x-descriptors} of one property.
 */
public final class DescribedKamelets {

	/** It looks something up and changes nothing. */
	public static final String NO_EFFECT = "switchboard/effect: none";

	/** The body after it is a map or a list. */
	public static final String MAP = "switchboard/result: map";

	/** It sends a text message. */
	public static final String SENDS_TEXTS = "switchboard/texts: sends";

	/** It remembers who wants no more texts. */
	public static final String STOPS_TEXTS = "switchboard/texts: stops";

	/** The property is the address of a server. */
	public static final String HTTP = "http";

	/** The property is one address of mail, or several. */
	public static final String MAIL = "mail";

	/** The property is the name of a table in {@code lookups/}. */
	public static final String LOOKUP = "lookup";

	private final Map<String, YamlFile> files = new HashMap<>();

	/**
	 * Reads what they say.
	 * @param files of the kamelets
	 */
	public DescribedKamelets(List<YamlFile> files) {
		files.forEach((file) -> this.files.put(file.name(), file));
	}

	/** The names of those with an annotation, as one of the constants above has it. */
	public Set<String> annotated(String annotation) {
		String[] parts = annotation.split(": ");
		return this.files.values().stream().filter((file) -> {
			Node annotations = YamlFile.child(YamlFile.child(file.root(), "metadata"), "annotations");
			return YamlFile.text(YamlFile.child(annotations, parts[0])).equals(parts[1]);
		}).map(YamlFile::name).collect(Collectors.toCollection(TreeSet::new));
	}

	/** The names of those that have a property with a descriptor. */
	public Set<String> with(String descriptor) {
		return this.files.values().stream().filter((file) -> {
			Node properties = properties(file);
			return properties instanceof MappingNode mapping
					&& mapping.getValue().stream().anyMatch((each) -> has(each.getValueNode(), descriptor));
		}).map(YamlFile::name).collect(Collectors.toCollection(TreeSet::new));
	}

	/** Whether a property of a kamelet has a descriptor. */
	public boolean has(String kamelet, String property, String descriptor) {
		YamlFile file = this.files.get(kamelet);
		return file != null && has(YamlFile.child(properties(file), property), descriptor);
	}

	private static boolean has(@Nullable Node property, String descriptor) {
		return YamlFile.child(property, "x-descriptors") instanceof SequenceNode list
				&& list.getValue().stream().anyMatch((each) -> YamlFile.text(each).equals(descriptor));
	}

	private static @Nullable Node properties(YamlFile file) {
		return YamlFile.child(YamlFile.child(YamlFile.child(file.root(), "spec"), "definition"), "properties");
	}

	/** The kamelet that a URI such as {@code kamelet:email-sink?to=…} names; or null. */
	public static @Nullable String named(String uri) {
		return uri.startsWith("kamelet:") ? uri.substring("kamelet:".length()).split("[?/]", 2)[0] : null;
	}

	/** Whether a file has a step with one of these kamelets. */
	public static boolean uses(YamlFile file, Set<String> kamelets) {
		return file.values().stream().anyMatch((value) -> {
			String named = named(value.text());
			return named != null && kamelets.contains(named);
		});
	}

}
