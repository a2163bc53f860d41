package io.switchboard.reconciliation;

import java.time.Instant;
import java.util.Map;

import io.switchboard.voipstudio.Flag;
import io.switchboard.voipstudio.PlatformTime;
import io.switchboard.voipstudio.WholeNumber;
import org.jspecify.annotations.Nullable;

/**
 * VoIPstudio's record of a leg, as far as we rely on it. Any other field may be null, or
 * of another type than the platform documents.
 *
 * @param id the record's id
 * @param liveId {@code live_id}, the webhook's {@code call_id}
 * @param rootCallId {@code root_live_id}, else {@code live_id}
 * @param isRoot whether it stands for the whole call
 * @param begun {@code calldate}
 * @param duration in seconds from the beginning; 0 where it is not known
 * @param billsec in seconds from the answer; 0 where there was none
 * @param fields all that VoIPstudio says of it
 * @param endsCall whether the call ended with this leg
 */
record Cdr(String id, long liveId, long rootCallId, boolean isRoot, Instant begun, long duration, long billsec,
		Map<?, ?> fields, boolean endsCall) {

	private static final long YEAR = 366 * 86_400L;

	/**
	 * Reads a record.
	 * @return null for one that does not say which call it is, or when that began
	 */
	static @Nullable Cdr of(@Nullable Object row) {
		if (!(row instanceof Map<?, ?> fields)) {
			return null;
		}
		String id = id(row);
		Long liveId = WholeNumber.of(fields.get("live_id"));
		Instant begun = PlatformTime.parse(text(fields.get("calldate")));
		if (id == null || liveId == null || liveId <= 0 || begun == null) {
			return null;
		}
		Long root = WholeNumber.of(fields.get("root_live_id"));
		boolean alone = root == null || root.equals(liveId);
		Boolean said = Flag.of(fields.get("is_root"));
		boolean isRoot = (said != null) ? said : alone;
		return new Cdr(id, liveId, (root != null && root > 0) ? root : liveId, isRoot, begun,
				seconds(fields.get("duration")), seconds(fields.get("billsec")), fields, isRoot);
	}

	/**
	 * The same record as a part of a call. A record with another number is another leg of
	 * that call.
	 */
	Cdr of(long rootCallId) {
		boolean root = this.liveId == rootCallId;
		return new Cdr(this.id, this.liveId, rootCallId, root, this.begun, this.duration, this.billsec, this.fields,
				root);
	}

	/** The same record, with or without the end of the call. */
	Cdr endsCall(boolean ends) {
		return new Cdr(this.id, this.liveId, this.rootCallId, this.isRoot, this.begun, this.duration, this.billsec,
				this.fields, ends);
	}

	/** Whether it says more of a call than the record of the root leg does. */
	boolean addsTo(Cdr root) {
		return this.billsec > 0 || ended().isAfter(root.ended());
	}

	/** The record's id, or null where it has none that can be read. */
	static @Nullable String id(@Nullable Object row) {
		String id = (row instanceof Map<?, ?> fields) ? text(fields.get("id")) : null;
		return (id != null && id.matches("[A-Za-z0-9_-]{1,64}")) ? id : null;
	}

	Instant ended() {
		return this.begun.plusSeconds(this.duration);
	}

	/** A field as text, or null where it is none. */
	@Nullable String text(String field) {
		return text(this.fields.get(field));
	}

	private static @Nullable String text(@Nullable Object value) {
		boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
		return scalar ? value.toString() : null;
	}

	private static long seconds(@Nullable Object value) {
		Long seconds = WholeNumber.of(value);
		return (seconds != null && seconds > 0 && seconds <= YEAR) ? seconds : 0;
	}

	@Override
	public String toString() {
		return "Cdr[" + this.id + "]";
	}

}
