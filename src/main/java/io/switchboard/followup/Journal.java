package io.switchboard.followup;

import java.sql.Connection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.declared.Gives;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.PhoneNumber;
import io.switchboard.voipstudio.PlatformTime;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Writes the history of follow-ups, and the events that are to be filed. Both belong to
 * the transaction that changes the follow-up.
 */
@Component
@Gives({ "follow_up_id", "number", "team", "state", "owner", "tries", "waiting_since", "last_try_at", "last_call_id",
		"due_at", "overdue", "last_text", "last_note", "closed_at", "closed_by", "reason" })
class Journal {

	private static final String NOTE = """
			insert into follow_up_note (follow_up_id, at, who, what, text) values (?, ?, ?, ?, ?)""";

	private static final String EVENT = "insert into follow_up_event (id, body) values (?, ?) on conflict (id) do nothing";

	private final ObjectMapper json = new ObjectMapper();

	private final Store store;

	Journal(Store store) {
		this.store = store;
	}

	/** An event that is about to be filed. */
	record Written(long number, String id, String body) {
	}

	void note(Connection connection, FollowUp of, Instant at, @Nullable String who, String what,
			@Nullable String text) {
		Store.client(connection)
			.sql(NOTE)
			.param(of.id())
			.param(this.store.time(at))
			.param(who)
			.param(what)
			.param(text)
			.update();
	}

	/** Whether the history of a follow-up has this entry already. */
	boolean isNoted(Connection connection, FollowUp of, Instant at, String what, String text) {
		return !Store.client(connection)
			.sql("select 1 from follow_up_note where follow_up_id = ? and at = ? and what = ? and text = ? limit 1")
			.param(of.id())
			.param(this.store.time(at))
			.param(what)
			.param(text)
			.query(Integer.class)
			.list()
			.isEmpty();
	}

	void opened(Connection connection, FollowUp of, Instant now) {
		write(connection, EventNames.FOLLOW_UP_OPENED, of.openings(), of, now);
	}

	void due(Connection connection, FollowUp of, Instant now) {
		write(connection, EventNames.FOLLOW_UP_DUE, of.dueNumber(), of, now);
	}

	void closed(Connection connection, FollowUp of, Instant now) {
		write(connection, EventNames.FOLLOW_UP_CLOSED, of.openings(), of, now);
	}

	/** A second one with the same id is ignored. */
	private void write(Connection connection, String name, int number, FollowUp of, Instant now) {
		String id = "followup.%d.%s.%d".formatted(of.id(), name.substring(name.indexOf('.') + 1), number);
		Map<String, @Nullable Object> event = new LinkedHashMap<>();
		event.put("id", id);
		event.put("event_time", PlatformTime.format(now));
		event.put("event_name", name);
		event.putAll(fields(of));
		try {
			Store.client(connection).sql(EVENT).param(id).param(this.json.writeValueAsString(event)).update();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The fields of an event; the caller stands in VoIPstudio's fields. */
	static Map<String, @Nullable Object> fields(FollowUp of) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("follow_up_id", of.id());
		fields.put("destination", "in");
		fields.put("context", of.context());
		fields.put("src", PhoneNumber.digits(of.number()));
		fields.put("src_name", of.name());
		fields.put("dst", of.dst());
		fields.put("dst_name", of.dstName());
		fields.put("queue", of.queue());
		fields.put("number", of.number());
		fields.put("team", of.team());
		fields.put("state", of.state().toString());
		fields.put("owner", of.owner());
		fields.put("tries", of.tries());
		fields.put("waiting_since", PlatformTime.format(of.waitingSince()));
		fields.put("last_try_at", PlatformTime.format(of.lastTryAt()));
		fields.put("last_call_id", of.lastCallId());
		fields.put("due_at", PlatformTime.format(of.dueAt()));
		fields.put("overdue", of.overdue());
		fields.put("last_text", of.lastText());
		fields.put("last_note", of.lastNote());
		fields.put("closed_at", PlatformTime.format(of.closedAt()));
		fields.put("closed_by", of.closedBy());
		fields.put("reason", of.reason());
		return fields;
	}

	/** The events to file, in the order in which they were written. */
	List<Written> waiting(Connection connection, int limit) {
		return Store.client(connection)
			.sql("select number, id, body from follow_up_event order by number limit ?")
			.param(limit)
			.query((row, index) -> new Written(row.getLong("number"), row.getString("id"), row.getString("body")))
			.list();
	}

	void filed(Connection connection, Written event) {
		Store.client(connection).sql("delete from follow_up_event where number = ?").param(event.number()).update();
	}

}
