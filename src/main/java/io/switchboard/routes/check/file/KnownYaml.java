package io.switchboard.routes.check.file;

import java.io.StringReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A cache of parsed YAML. A folder is checked again and again, each kamelet is read many
 * times, and few files change. Results must not be changed.
 */
public final class KnownYaml {

	private static final Map<String, Node> NODES = known();

	private static final Map<String, Object> VALUES = known();

	private KnownYaml() {
	}

	/**
	 * The nodes with their places, and with joined addresses.
	 * @throws org.yaml.snakeyaml.error.YAMLException if it is not YAML
	 */
	public static @Nullable Node nodes(String text) {
		return read(NODES, text, (all) -> {
			Node root = yaml().compose(new StringReader(all));
			return (root != null) ? JoinedNodes.in(root) : null;
		});
	}

	/**
	 * The content as maps, lists and scalars.
	 * @throws org.yaml.snakeyaml.error.YAMLException if it is not YAML
	 */
	public static @Nullable Object values(String text) {
		return read(VALUES, text, (all) -> yaml().load(all));
	}

	private static Yaml yaml() {
		return new Yaml(new SafeConstructor(new LoaderOptions()));
	}

	private static <T> @Nullable T read(Map<String, T> known, String text, Function<String, @Nullable T> reading) {
		T before = known.get(text);
		if (before != null) {
			return before;
		}
		T read = reading.apply(text);
		if (read != null) {
			known.put(text, read);
		}
		return read;
	}

	private static <T> Map<String, T> known() {
		return Collections.synchronizedMap(new Recent<>());
	}

	/** Removes texts that were not read for long. */
	private static final class Recent<T> extends LinkedHashMap<String, T> {

		private static final long serialVersionUID = 1L;

		private static final int MOST = 200;

		private Recent() {
			super(MOST, 0.75f, true);
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
			return size() > MOST;
		}

	}

}
