package io.switchboard.texts;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.PhoneNumbers;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code text_reply}. Each message with a keyword is answered once. A number
 * that sends more than a person would gets no more answers.
 */
@Component
public class TextReplies {

	/** Longer than the same event may be repeated. */
	private static final Duration KEPT = Duration.ofDays(100);

	/** After this time nobody waits for an answer. */
	private static final Duration TOO_OLD = Duration.ofDays(1);

	private static final String INSERT = """
			insert into text_reply (message, number, called, keyword, event_id, event_key, attempt, why_not, at)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

	private static final String TOO_MANY = "too many texts with a keyword came from the number (text-replies.at-most)";

	/** Also those that were too many, so that a robot must be quiet for a while. */
	private static final String ANSWERED = """
			select count(*) from text_reply where number = ? and (why_not is null or why_not = ?) and at > ?""";

	private static final String FORGET = """
			delete from text_reply where message in (select message from text_reply where at < ? order by at limit 10)""";

	private static final String UNSURE = """
			it is not known whether this text was answered, because Switchboard stopped meanwhile. \
			If it was not, redeliver this delivery""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final TextStops stops;

	private final PhoneNumbers numbers;

	private final ReplyBounds bounds;

	/** Two texts of one number wait for each other; SQLite has one writer anyway. */
	private final String lock;

	TextReplies(Store store, JdbcTemplate jdbc, TextStops stops, PhoneNumbers numbers, ReplyBounds bounds) {
		this.store = store;
		this.jdbc = jdbc;
		this.stops = stops;
		this.numbers = numbers;
		this.bounds = bounds;
		this.lock = store.dialect()
			.choose("select ?", "select pg_advisory_xact_lock(hashtext('text_reply'), hashtext(?))::text");
	}

	/** What is known of a message. */
	private record Known(String eventKey, int attempt, boolean sent, @Nullable String whyNot) {
	}

	/**
	 * The number that an answer may go to.
	 * @param text the text that came in
	 * @param numbers reads numbers
	 * @return as E.164; empty for one that nobody answers: withheld, a word, a short code
	 * or a number that costs
	 */
	public static Optional<String> answerable(ReceivedText text, PhoneNumbers numbers) {
		return numbers.answerable(text.from()).filter((number) -> !numbers.sent(text.to()).equals(Optional.of(number)));
	}

	/**
	 * Claims the right to answer a text. It may be asked again after a failure that is
	 * known, and answers the same.
	 * @param text what came in
	 * @param keyword the keyword's name
	 * @param confirmsStop whether the answer says that they get no more texts
	 * @param against why it is not to be answered, or null
	 * @return null if it is to be answered now, or why it is not
	 * @throws PermanentFailure if it is not known whether it was answered
	 * @throws SQLException if the store cannot be reached
	 */
	public @Nullable String claim(ReceivedText text, String keyword, boolean confirmsStop, @Nullable String against)
			throws SQLException {
		String number = answerable(text, this.numbers).orElse(null);
		if (number == null) {
			return "no answer goes to such a number";
		}
		Instant now = this.store.clock().instant();
		return this.store.write((connection) -> {
			Store.client(connection).sql(this.lock).param(number).query(String.class).single();
			Known known = known(connection, text);
			if (known != null) {
				return again(connection, text, known);
			}
			String whyNot = (against != null) ? against : whyNot(connection, text, number, confirmsStop, now);
			Store.client(connection)
				.sql(FORGET)
				.param(this.store
					.time(now.minus(this.bounds.memory().compareTo(KEPT) > 0 ? this.bounds.memory() : KEPT)))
				.update();
			Store.client(connection)
				.sql(INSERT)
				.params(message(text), number, this.numbers.sent(text.to()).orElse(text.to()), keyword, text.eventId(),
						text.eventKey(), text.attempt(), whyNot, this.store.time(now))
				.update();
			return whyNot;
		});
	}

	private @Nullable String again(Connection connection, ReceivedText text, Known known) {
		if (known.whyNot() != null) {
			return known.whyNot();
		}
		if (known.sent() || !known.eventKey().equals(text.eventKey())) {
			return "it was answered before";
		}
		if (known.attempt() >= text.attempt()) {
			throw new PermanentFailure(UNSURE);
		}
		Store.client(connection)
			.sql("update text_reply set attempt = ? where message = ?")
			.params(text.attempt(), message(text))
			.update();
		return null;
	}

	private @Nullable String whyNot(Connection connection, ReceivedText text, String number, boolean confirmsStop,
			Instant now) {
		if (text.heard().isBefore(now.minus(TOO_OLD))) {
			return "it is older than a day";
		}
		boolean own = this.bounds.isOwn(this.numbers, text.from()) || !Store.client(connection)
			.sql("select 1 from text_reply where called = ? limit 1")
			.param(number)
			.query(Integer.class)
			.list()
			.isEmpty();
		if (own) {
			return "it came from a number of our own";
		}
		if (!confirmsStop && this.stops.isStopped(connection, number)) {
			return "the number has said STOP";
		}
		for (ReplyBounds.Bound bound : this.bounds.bounds()) {
			int sent = Store.client(connection)
				.sql(ANSWERED)
				.params(number, TOO_MANY, this.store.time(now.minus(bound.within())))
				.query(Integer.class)
				.single();
			if (sent >= bound.most()) {
				return TOO_MANY;
			}
		}
		return null;
	}

	/** VoIPstudio has taken the answer. */
	void sent(ReceivedText text) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql("update text_reply set sent = true where message = ?")
			.param(message(text))
			.update());
	}

	/** The same message may come as two events, such as by two webhooks. */
	private static String message(ReceivedText text) {
		String whole = String.join("\n", text.from(), text.to(), text.said().toString(), text.text());
		return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
	}

	private @Nullable Known known(Connection connection, ReceivedText text) {
		return Store.client(connection)
			.sql("select * from text_reply where message = ?")
			.param(message(text))
			.query((row, index) -> new Known(row.getString("event_key"), row.getInt("attempt"), row.getBoolean("sent"),
					row.getString("why_not")))
			.optional()
			.orElse(null);
	}

	/**
	 * The results of texts with a keyword, the newest first.
	 * @param number only those of that one, as {@link TextStops#key} spells it; null for
	 * all
	 * @param limit how many at most
	 * @return perhaps empty
	 */
	public List<TextReply> latest(@Nullable String number, int limit) {
		return (number != null)
				? this.jdbc.query("select * from text_reply where number = ? order by at desc limit ?",
						(row, index) -> read(row), number, limit)
				: this.jdbc.query("select * from text_reply order by at desc limit ?", (row, index) -> read(row),
						limit);
	}

	private TextReply read(ResultSet row) throws SQLException {
		return new TextReply(row.getString("number"), row.getString("keyword"), row.getString("event_id"),
				row.getBoolean("sent"), row.getString("why_not"), Objects.requireNonNull(this.store.time(row, "at")));
	}

	/**
	 * Somebody wrote STOP or START. It may be said again.
	 * @param text what came in
	 * @param stop whether it was STOP
	 * @return whether that has changed whether they get texts, and that stands
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean said(ReceivedText text, boolean stop) throws SQLException {
		String number = this.stops.key(text.from()).orElse(null);
		return number != null && this.stops.said(number, stop, text.said(), text.heard(), text.eventId());
	}

}
