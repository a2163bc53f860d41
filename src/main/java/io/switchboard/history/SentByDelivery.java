package io.switchboard.history;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.answers.SentSettings;
import io.switchboard.settings.Secrets;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Shows people what the attempts of a delivery sent. */
@Component
public class SentByDelivery {

	/** Facts without personal data. */
	private static final Set<String> IMPERSONAL = Set.of("status", "rows", "statement", "database");

	private static final ObjectMapper JSON = new ObjectMapper();

	private final JdbcTemplate jdbc;

	private final Store store;

	private final SentSettings settings;

	SentByDelivery(JdbcTemplate jdbc, Store store, SentSettings settings) {
		this.jdbc = jdbc;
		this.store = store;
		this.settings = settings;
	}

	/**
	 * A copy of what was sent.
	 *
	 * @param attempt the number of the attempt, from 1
	 * @param number its place within the attempt, from 1
	 * @param at when it was sent
	 * @param kind such as {@code mail}
	 * @param facts by names such as {@code to}; values are texts, numbers, maps or null
	 */
	public record Sent(int attempt, int number, Instant at, String kind, Map<String, @Nullable Object> facts) {

		/**
		 * The subject, in a few words.
		 * @return perhaps empty
		 */
		public String title() {
			for (String name : List.of("subject", "request", "name", "address", "statement")) {
				Object value = this.facts.get(name);
				if (value != null) {
					return value.toString();
				}
			}
			return "";
		}

		Sent masked() {
			return new Sent(this.attempt, this.number, this.at, this.kind, SentByDelivery.masked(this.facts));
		}

	}

	/** Whether copies are kept now. */
	public boolean isKept() {
		return this.settings.keep();
	}

	/**
	 * All copies of a delivery.
	 * @param delivery its own number
	 * @param operator whether the reader is one; others may see less
	 * @return in the order in which they were sent
	 */
	public List<Sent> of(long delivery, boolean operator) {
		List<Sent> all = this.jdbc.query("select * from sent where delivery_id = ? order by attempt, number",
				(row, each) -> new Sent(row.getInt("attempt"), row.getInt("number"),
						Objects.requireNonNull(this.store.time(row, "at")), row.getString("kind"),
						facts(row.getString("copy"))),
				delivery);
		return (operator || !this.settings.maskForViewers()) ? all : all.stream().map(Sent::masked).toList();
	}

	private static Map<String, @Nullable Object> facts(String json) {
		try {
			return JSON.readValue(json, new TypeReference<LinkedHashMap<String, @Nullable Object>>() {
			});
		}
		catch (IOException ex) {
			throw new IllegalStateException("a copy of what was sent is not JSON", ex);
		}
	}

	/** Removes personal data: the names stay, and the server of a request. */
	private static Map<String, @Nullable Object> masked(Map<?, ?> facts) {
		Map<String, @Nullable Object> masked = new LinkedHashMap<>();
		facts.forEach((key, value) -> {
			String name = String.valueOf(key);
			if (value instanceof Map<?, ?> map) {
				masked.put(name, masked(map));
			}
			else if (value == null || IMPERSONAL.contains(name)) {
				masked.put(name, value);
			}
			else {
				masked.put(name,
						name.equals("request")
								? value.toString().replaceFirst("(?s)(://[^/?]*)[/?].*", "$1/" + Secrets.HIDDEN)
								: Secrets.HIDDEN);
			}
		});
		return masked;
	}

}
