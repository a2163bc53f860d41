package io.switchboard.texts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.store.Store;
import io.switchboard.text.Readable;
import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.PhoneNumbers;
import io.switchboard.voipstudio.api.TextGate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code text_stop}. The last text of a number counts, in whatever order and
 * however often texts come in. A change by a user counts until the next text.
 */
@Component
public class TextStops extends TextGate {

	private static final Logger log = LoggerFactory.getLogger(TextStops.class);

	private static final Pattern CURSOR = Pattern.compile("(\\d{1,13})\\.(\\+?\\d{1,32})");

	private static final int LONGEST_REASON = 500;

	private static final String INSERT = """
			insert into text_stop (number, stopped, since) values (?, false, ?) on conflict (number) do nothing""";

	private static final String UPDATE = """
			update text_stop set stopped = ?, since = ?, began_by = ?, who = ?, reason = ?, said_at = ?, heard_at = ?,
			       by_hand_at = ?, withheld = 0, withheld_at = null where number = ?""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final PhoneNumbers numbers;

	private final Counter withheld;

	/** Locks the row until the transaction ends. SQLite has only one writer anyway. */
	private final String lock;

	TextStops(Store store, JdbcTemplate jdbc, PhoneNumbers numbers, MeterRegistry meters) {
		this.store = store;
		this.jdbc = jdbc;
		this.numbers = numbers;
		this.lock = store.dialect().choose("", " for update");
		this.withheld = Counter.builder("switchboard.texts.withheld")
			.description("Texts that were not sent, because the number has said STOP")
			.register(meters);
	}

	/** A row as it stands. */
	private record Row(boolean stopped, Instant since, @Nullable String beganBy, @Nullable Instant saidAt,
			@Nullable Instant heardAt, @Nullable Instant byHandAt) {
	}

	/**
	 * The one spelling of a number.
	 * @param text a number in any spelling, or null
	 * @return as E.164, or its digits; empty for what is not a number
	 */
	public Optional<String> key(@Nullable String text) {
		return Optional.ofNullable(text)
			.flatMap((each) -> this.numbers.sent(each).or(() -> Optional.ofNullable(PhoneNumber.digits(each))));
	}

	/**
	 * Somebody wrote STOP or START.
	 * @param number their number, as {@link #key} spells it
	 * @param stop whether it was STOP
	 * @param said when they wrote, as VoIPstudio says
	 * @param heard when the event came in
	 * @param eventId the event's id
	 * @return whether this event has changed whether they get texts, and that stands
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean said(String number, boolean stop, Instant said, Instant heard, String eventId) throws SQLException {
		// a clock that is ahead must not outlast what is written later
		Instant at = said.isAfter(heard) ? heard : said;
		return this.store.write((connection) -> {
			Row row = held(connection, number, at);
			boolean newer = (row.byHandAt() == null || heard.isAfter(row.byHandAt())) && isNewer(row, at, heard);
			if (newer && row.stopped() != stop) {
				write(connection, number, new Row(stop, at, eventId, at, heard, row.byHandAt()), null, null);
				return true;
			}
			if (newer) {
				Store.client(connection)
					.sql("update text_stop set said_at = ?, heard_at = ? where number = ?")
					.params(this.store.time(at), this.store.time(heard), number)
					.update();
			}
			return row.stopped() == stop && eventId.equals(row.beganBy());
		});
	}

	private static boolean isNewer(Row row, Instant at, Instant heard) {
		if (row.saidAt() == null || row.heardAt() == null || !row.saidAt().equals(at)) {
			return row.saidAt() == null || at.isAfter(row.saidAt());
		}
		return heard.isAfter(row.heardAt());
	}

	/**
	 * Somebody here says that a number gets no texts, or gets them again.
	 * @param number as {@link #key} spells it
	 * @param stop whether it gets none from now on
	 * @param who a user's name
	 * @param reason why
	 * @return false if that is so already
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean byHand(String number, boolean stop, String who, String reason) throws SQLException {
		Instant now = this.store.clock().instant();
		return this.store.write((connection) -> {
			Row row = held(connection, number, now);
			if (row.stopped() == stop) {
				return false;
			}
			String why = Readable.cut(Readable.line(reason), LONGEST_REASON);
			write(connection, number, new Row(stop, now, null, row.saidAt(), row.heardAt(), now), who, why);
			return true;
		});
	}

	/** Whether a number gets no texts. */
	boolean isStopped(Connection connection, String number) {
		return Store.client(connection)
			.sql("select stopped from text_stop where number = ?")
			.param(number)
			.query((row, index) -> row.getBoolean("stopped"))
			.optional()
			.orElse(false);
	}

	@Override
	protected boolean withholds(String to) {
		String number = key(to).orElse(null);
		if (number == null || this.jdbc
			.query("select stopped from text_stop where number = ?", (row, index) -> row.getBoolean("stopped"), number)
			.stream()
			.noneMatch(Boolean::booleanValue)) {
			return false;
		}
		this.withheld.increment();
		count(number);
		return true;
	}

	/** The text is withheld, whether it can be counted or not. */
	private void count(String number) {
		try {
			this.store.write((connection) -> Store.client(connection)
				.sql("update text_stop set withheld = withheld + 1, withheld_at = ? where number = ?")
				.params(this.store.time(this.store.clock().instant()), number)
				.update());
		}
		catch (SQLException ex) {
			log.debug("a text that is withheld is not counted", ex);
		}
	}

	/**
	 * Those who get no texts, the newest first.
	 * @param number only that one, as {@link #key} spells it; null for all
	 * @param after the cursor of the last one before; null from the beginning
	 * @param limit how many at most
	 * @return perhaps empty
	 * @throws IllegalArgumentException if the cursor is none
	 */
	public List<TextStop> find(@Nullable String number, @Nullable String after, int limit) {
		StringBuilder sql = new StringBuilder("select * from text_stop where stopped");
		List<@Nullable Object> values = new ArrayList<>();
		if (number != null) {
			sql.append(" and number = ?");
			values.add(number);
		}
		if (after != null) {
			sql.append(" and (since < ? or since = ? and number < ?)");
			Matcher cursor = CURSOR.matcher(after);
			if (!cursor.matches()) {
				throw new IllegalArgumentException("not the cursor of a page");
			}
			Instant since = Instant.ofEpochMilli(Long.parseLong(cursor.group(1)));
			values.add(this.store.time(since));
			values.add(this.store.time(since));
			values.add(cursor.group(2));
		}
		values.add(limit);
		return this.jdbc.query(sql.append(" order by since desc, number desc limit ?").toString(),
				(row, index) -> read(row), values.toArray());
	}

	private TextStop read(ResultSet row) throws SQLException {
		return new TextStop(row.getString("number"), Objects.requireNonNull(this.store.time(row, "since")),
				row.getString("began_by"), row.getString("who"), row.getString("reason"), row.getLong("withheld"),
				this.store.time(row, "withheld_at"));
	}

	private Row held(Connection connection, String number, Instant at) {
		Store.client(connection).sql(INSERT).params(number, this.store.time(at)).update();
		return Store.client(connection)
			.sql("select * from text_stop where number = ?" + this.lock)
			.param(number)
			.query((row, index) -> new Row(row.getBoolean("stopped"),
					Objects.requireNonNull(this.store.time(row, "since")), row.getString("began_by"),
					this.store.time(row, "said_at"), this.store.time(row, "heard_at"),
					this.store.time(row, "by_hand_at")))
			.single();
	}

	private void write(Connection connection, String number, Row row, @Nullable String who, @Nullable String reason) {
		@Nullable Object[] values = { row.stopped(), this.store.time(row.since()), row.beganBy(), who, reason,
				this.store.time(row.saidAt()), this.store.time(row.heardAt()), this.store.time(row.byHandAt()),
				number };
		Store.client(connection).sql(UPDATE).params(values).update();
	}

}
