package io.switchboard.inbox;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the table, with what it is to be found by.
 *
 * @param event the event itself
 * @param srcNumber the digits of the number that calls or sends, or null
 * @param dstNumber the digits of the number that is called or sent to, or null
 * @param contentKey what it says, whatever its id: no second accepted event has the same;
 * or null
 */
record NewEvent(Event event, @Nullable String srcNumber, @Nullable String dstNumber, @Nullable String contentKey) {

	private static final int BYTES_OF_FIELD = 100;

	/** How much memory it takes, about, in bytes. */
	int size() {
		Map<String, Object> fields = this.event.fields();
		return this.event.body().length + ((fields != null) ? fields.size() * BYTES_OF_FIELD : 0);
	}

	/** The same, known by its id alone. */
	NewEvent withoutContentKey() {
		return new NewEvent(this.event, this.srcNumber, this.dstNumber, null);
	}

	/** The same, as part of a trace, or of none. */
	NewEvent traced(@Nullable String trace) {
		return (trace == null) ? this
				: new NewEvent(this.event.traced(trace), this.srcNumber, this.dstNumber, this.contentKey);
	}

	/** Kept beside the one that it repeats. */
	NewEvent repeats(String id, String reason) {
		return new NewEvent(this.event.repeats(id, reason), this.srcNumber, this.dstNumber, null);
	}

	@Override
	public String toString() {
		return "New" + this.event;
	}

}
