package io.switchboard.routes.lookup;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.routes.lookup.LookupFile.Draft;
import io.switchboard.routes.lookup.LookupFile.Row;
import io.switchboard.routes.lookup.LookupFile.UnreadableException;
import io.switchboard.text.YamlText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a table that is written as a list of rows. Each row is a mapping, and the first
 * key of the first row names the column with the keys.
 */
final class YamlLookup {

	private static final String FORM = "Write a list of rows, such as - {dst: \"2100\", email: sales@example.org}.";

	private YamlLookup() {
	}

	static Draft read(String text) {
		Node root = root(text);
		if (!(root instanceof SequenceNode list) || list.getValue().isEmpty()) {
			throw new UnreadableException((root != null) ? line(root) : 0, "the table is not a list of rows", FORM);
		}
		List<Row> rows = new ArrayList<>();
		Set<String> columns = new LinkedHashSet<>();
		for (Node each : list.getValue()) {
			if (!(each instanceof MappingNode mapping)) {
				throw new UnreadableException(line(each), "a row is not a mapping", FORM);
			}
			Row row = row(mapping);
			if (columns.isEmpty()) {
				columns.addAll(row.values().keySet());
			}
			else if (!row.values().keySet().equals(columns)) {
				throw new UnreadableException(row.line(),
						"the row has the columns %s, and the first row %s".formatted(row.values().keySet(), columns),
						"Give each row the same columns; \"\" is an empty value.");
			}
			rows.add(row);
		}
		return new Draft(List.copyOf(columns), rows.get(0).line(), rows);
	}

	private static @Nullable Node root(String text) {
		try {
			return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
		}
		catch (MarkedYAMLException ex) {
			throw new UnreadableException((ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 0,
					"this is not YAML: " + ex.getProblem(),
					YamlText.mend(ex.getProblem(), "Look at the indentation, at quotes and brackets."));
		}
		catch (YAMLException ex) {
			throw new UnreadableException(0, "this is not YAML: " + ex.getMessage(), "Fix the file.");
		}
	}

	private static Row row(MappingNode mapping) {
		Map<String, String> values = new LinkedHashMap<>();
		for (NodeTuple tuple : mapping.getValue()) {
			if (!(tuple.getKeyNode() instanceof ScalarNode column)
					|| !(tuple.getValueNode() instanceof ScalarNode value)) {
				throw new UnreadableException(line(tuple.getKeyNode()), "a value is not text", FORM);
			}
			String text = value.getTag().equals(Tag.NULL) ? "" : value.getValue();
			if (values.put(column.getValue(), text) != null) {
				throw new UnreadableException(line(column),
						"the column '%s' is there twice".formatted(column.getValue()), "Remove one of the two.");
			}
		}
		if (values.isEmpty()) {
			throw new UnreadableException(line(mapping), "a row is empty", FORM);
		}
		return new Row(line(mapping), values);
	}

	private static int line(Node node) {
		return node.getStartMark().getLine() + 1;
	}

}
