package io.switchboard.routes.dryrun;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads values as they are written. In older YAML {@code 0441} is 289, {@code no} is
 * false, and a time is a date.
 */
final class PlainYaml extends Resolver {

	private static final Pattern TRUTH = Pattern.compile("^(?:true|True|TRUE|false|False|FALSE)$");

	private static final Pattern WHOLE = Pattern.compile("^-?(?:0|[1-9][0-9]*)$");

	private static final Pattern DECIMAL = Pattern.compile("^-?(?:0|[1-9][0-9]*)\\.[0-9]+(?:[eE][-+]?[0-9]+)?$");

	private static final Pattern MERGE = Pattern.compile("^<<$");

	private static final Pattern NOTHING = Pattern.compile("^(?:~|null|Null|NULL|)$");

	private PlainYaml() {
	}

	/** Null for an empty text. A key that stands twice is an exception of YAML. */
	static @Nullable Object load(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		DumperOptions written = new DumperOptions();
		return new Yaml(new SafeConstructor(options), new Representer(written), written, options, new PlainYaml())
			.load(text);
	}

	@Override
	protected void addImplicitResolvers() {
		addImplicitResolver(Tag.BOOL, TRUTH, "tTfF");
		addImplicitResolver(Tag.INT, WHOLE, "-0123456789");
		addImplicitResolver(Tag.FLOAT, DECIMAL, "-0123456789");
		addImplicitResolver(Tag.MERGE, MERGE, "<");
		addImplicitResolver(Tag.NULL, NOTHING, "~nN\0");
		addImplicitResolver(Tag.NULL, NOTHING, null);
	}

}
