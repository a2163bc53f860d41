package io.switchboard.simulator.account;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** One kind of the platform's records, such as its CDRs: in memory, the oldest go. */
public class Records {

	private final Set<String> fields;

	private final int bound;

	private final LinkedHashMap<Long, Map<String, @Nullable Object>> byId = new LinkedHashMap<>();

	/** With the names of all fields that such a record has. */
	public Records(int bound, Set<String> fields) {
		this.bound = bound;
		this.fields = fields;
	}

	public Set<String> fields() {
		return this.fields;
	}

	/** Every field that is not given is null. */
	public synchronized Map<String, @Nullable Object> put(long id, Map<String, ? extends @Nullable Object> values) {
		Map<String, @Nullable Object> complete = new LinkedHashMap<>();
		this.fields.forEach((field) -> complete.put(field, values.get(field)));
		complete.put("id", id);
		Map<String, @Nullable Object> record = Collections.unmodifiableMap(complete);
		this.byId.put(id, record);
		if (this.byId.size() > this.bound) {
			this.byId.remove(this.byId.keySet().iterator().next());
		}
		return record;
	}

	public synchronized @Nullable Map<String, @Nullable Object> get(long id) {
		return this.byId.get(id);
	}

	public synchronized List<Map<String, @Nullable Object>> all() {
		return new ArrayList<>(this.byId.values());
	}

}
