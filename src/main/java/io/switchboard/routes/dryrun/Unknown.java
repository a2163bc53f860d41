package io.switchboard.routes.dryrun;

import java.util.AbstractMap;
import java.util.Set;

import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateScalarModel;
import org.jspecify.annotations.Nullable;

/**
 * An unknown answer, because no server was asked. Each of its fields is unknown too. Its
 * text says that it is unknown.
 */
final class Unknown extends AbstractMap<String, Object> implements TemplateHashModel, TemplateScalarModel {

	static final Unknown ANSWER = new Unknown();

	/** The key under which a kamelet says that it got no answer. */
	private static final String UNAVAILABLE = "unavailable";

	private Unknown() {
	}

	@Override
	public @Nullable Object get(Object field) {
		return UNAVAILABLE.equals(field) ? null : this;
	}

	@Override
	public @Nullable TemplateModel get(String field) {
		return UNAVAILABLE.equals(field) ? null : this;
	}

	@Override
	public boolean containsKey(Object field) {
		return !UNAVAILABLE.equals(field);
	}

	@Override
	public Set<Entry<String, Object>> entrySet() {
		return Set.of();
	}

	@Override
	public boolean isEmpty() {
		return false;
	}

	@Override
	public String getAsString() {
		return toString();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return 1;
	}

	@Override
	public String toString() {
		return "unknown";
	}

}
