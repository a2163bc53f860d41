package io.switchboard.inbox;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the table, with the values by which it is found.
 *
 * @param event the event itself
 * @param srcNumber the digits of the number that calls or sends, or null
 * @param dstNumber the digits of the number that is called or sent to, or null
 * @param contentKey the key of its content, which no second accepted event has; or null
 */
record NewEvent(Event event, @Nullable String srcNumber, @Nullable String dstNumber, @Nullable String contentKey) {

	private static final int BYTES_OF_FIELD = 100;

	/** About how much memory it takes, in bytes. */
	int size() {
		Map<String, Object> fields = this.event.fields();
		return this.event.body().length + ((fields != null) ? fields.size() * BYTES_OF_FIELD : 0);
	}

	/** The same event without a content key, so that only its id is compared. */
	NewEvent withoutContentKey() {
		return new NewEvent(this.event, this.srcNumber, this.dstNumber, null);
	}

	/** The same event, as part of a trace, or of none. */
	NewEvent traced(@Nullable String trace) {
		return (trace == null) ? this
				: new NewEvent(this.event.traced(trace), this.srcNumber, this.dstNumber, this.contentKey);
	}

	/** The same event as a duplicate, stored beside the one that it repeats. */
	NewEvent repeats(String id, String reason) {
		return new NewEvent(this.event.repeats(id, reason), this.srcNumber, this.dstNumber, null);
	}

	@Override
	public String toString() {
		return "New" + this.event;
	}

}
