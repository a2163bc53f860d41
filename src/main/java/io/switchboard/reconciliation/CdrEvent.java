package io.switchboard.reconciliation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.PlatformTime;
import org.jspecify.annotations.Nullable;

/**
 * The event that a webhook would have brought, from the record of its call: VoIPstudio's
 * own field names and forms, and {@code reconciled} beside them.
 */
final class CdrEvent {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Set<String> NOBODY_ANSWERED = Set.of("NO ANSWER", "BUSY", "FAILED");

	private CdrEvent() {
	}

	static byte[] of(Cdr cdr, String id) {
		String destination = destination(cdr);
		String disposition = word(cdr, "disposition");
		boolean missed = word(cdr, "type").equals("M")
				|| ("in".equals(destination) && NOBODY_ANSWERED.contains(disposition));
		boolean connected = cdr.billsec() > 0;
		Map<String, @Nullable Object> event = new LinkedHashMap<>();
		event.put("id", id);
		event.put("event_time", PlatformTime.format(cdr.ended()));
		event.put("event_name", missed ? EventNames.MISSED : EventNames.HANGUP);
		event.put("call_id", cdr.liveId());
		event.put("state", disposition.equals("FAILED") ? "FAILED" : "HANGUP");
		event.put("connected_at", connected ? PlatformTime.format(connected(cdr)) : null);
		event.put("start_time", PlatformTime.format(cdr.begun()));
		event.put("context", cdr.text("context"));
		event.put("destination", destination);
		// a webhook counts from the connection, where there was one
		event.put("duration", connected ? cdr.billsec() : cdr.duration());
		event.put("t_cause", cause(cdr, disposition));
		event.put("src", Objects.requireNonNullElse(cdr.text("src"), ""));
		event.put("src_id", cdr.text("src_id"));
		event.put("src_name", cdr.text("src_name"));
		event.put("dst", Objects.requireNonNullElse(cdr.text("dst"), ""));
		event.put("dst_id", cdr.text("dst_id"));
		event.put("dst_name", cdr.text("dst_name"));
		event.put("root_call_id", cdr.rootCallId());
		event.put("final", cdr.endsCall());
		event.put("reconciled", true);
		try {
			return JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The cause. The record says in another field that somebody was busy. */
	private static @Nullable String cause(Cdr cdr, String disposition) {
		boolean said = word(cdr, "t_cause").contains("BUSY");
		return (disposition.equals("BUSY") && !said) ? "User Busy" : cdr.text("t_cause");
	}

	/** When it was connected: never before the beginning, whatever the record says. */
	private static Instant connected(Cdr cdr) {
		Instant connected = cdr.ended().minusSeconds(cdr.billsec());
		return connected.isBefore(cdr.begun()) ? cdr.begun() : connected;
	}

	private static @Nullable String destination(Cdr cdr) {
		return switch (word(cdr, "type")) {
			case "I", "M" -> "in";
			case "O" -> "out";
			default -> cdr.text("destination");
		};
	}

	private static String word(Cdr cdr, String field) {
		return Objects.requireNonNullElse(cdr.text(field), "").strip().toUpperCase(Locale.ROOT);
	}

}
