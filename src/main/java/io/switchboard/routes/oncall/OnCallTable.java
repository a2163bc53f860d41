package io.switchboard.routes.oncall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The tables {@code on_call_override} and {@code on_call_kept}. */
@Component
public class OnCallTable implements OnCallMemory {

	private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {
	};

	/** Longer than any event is kept. */
	private static final Duration KEPT = Duration.ofDays(800);

	private static final String FORGET = """
			delete from on_call_kept where event_key in (
			  select event_key from on_call_kept where at < ? order by at limit 10)""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final ObjectMapper json = new ObjectMapper();

	private final Clock clock = Clock.systemUTC();

	public OnCallTable(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	/** The one that was made last counts. */
	@Override
	public @Nullable String takenOver(String rota, Instant at) {
		return this.jdbc.queryForList(
				"select person from on_call_override where rota = ? and from_at <= ? and to_at > ? order by id desc limit 1",
				String.class, rota, this.store.time(at), this.store.time(at))
			.stream()
			.findFirst()
			.orElse(null);
	}

	/**
	 * Those that are not over.
	 * @param rota its name
	 * @param now the time
	 * @return the one first that begins first
	 */
	public List<TakeOver> open(String rota, Instant now) {
		return this.jdbc.query(
				"select * from on_call_override where rota = ? and to_at > ? and from_at < to_at order by from_at, id",
				(row, number) -> read(row), rota, this.store.time(now));
	}

	private TakeOver read(ResultSet row) throws SQLException {
		return new TakeOver(row.getLong("id"), row.getString("rota"), row.getString("person"),
				Objects.requireNonNull(this.store.time(row, "from_at")),
				Objects.requireNonNull(this.store.time(row, "to_at")), row.getString("made_by"));
	}

	void takeOver(String rota, String person, Instant from, Instant to, String madeBy) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql("insert into on_call_override (rota, person, from_at, to_at, made_by) values (?, ?, ?, ?, ?)")
			.param(rota)
			.param(person)
			.param(this.store.time(from))
			.param(this.store.time(to))
			.param(madeBy)
			.update());
	}

	/** What was until now stays as it was; false if it is over, or was never there. */
	boolean end(String rota, long id, Instant now) throws SQLException {
		return this.store.write((connection) -> Store.client(connection)
			.sql("""
					update on_call_override set to_at = case when from_at > ? then from_at else ? end
					where id = ? and rota = ? and to_at > ? and from_at < to_at""")
			.param(this.store.time(now))
			.param(this.store.time(now))
			.param(id)
			.param(rota)
			.param(this.store.time(now))
			.update()) > 0;
	}

	@Override
	public Map<String, Object> keep(String eventKey, String rota, Map<String, Object> facts) {
		Optional<Map<String, Object>> known = kept(eventKey);
		if (known.isPresent()) {
			return known.get();
		}
		Instant now = this.clock.instant();
		try {
			String text = this.json.writeValueAsString(facts);
			this.store.write((connection) -> {
				Store.client(connection).sql(FORGET).param(this.store.time(now.minus(KEPT))).update();
				return Store.client(connection)
					.sql("""
							insert into on_call_kept (event_key, rota, person, facts, at) values (?, ?, ?, ?, ?)
							on conflict do nothing""")
					.param(eventKey)
					.param(rota)
					.param(String.valueOf(facts.get("who")))
					.param(text)
					.param(this.store.time(now))
					.update();
			});
		}
		catch (JsonProcessingException | SQLException ex) {
			throw new IllegalStateException("who is on call cannot be stored: " + this.store.describe(ex), ex);
		}
		// another node may be faster
		return kept(eventKey).orElse(facts);
	}

	/**
	 * Who was on call for a delivery.
	 * @param eventKey the delivery's
	 * @return their facts; empty if it did not ask
	 */
	public Optional<Map<String, Object>> kept(String eventKey) {
		return this.jdbc.queryForList("select facts from on_call_kept where event_key = ?", String.class, eventKey)
			.stream()
			.findFirst()
			.map(this::facts);
	}

	private Map<String, Object> facts(String text) {
		try {
			return this.json.readValue(text, FACTS);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("who was on call cannot be read", ex);
		}
	}

}
