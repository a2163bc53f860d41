package io.switchboard.delivery.table;

import java.util.Locale;

/** The state of a delivery. */
public enum DeliveryStatus {

	/** Filed, and not tried yet. */
	PENDING,
	/** Done. */
	DELIVERED,
	/** Failed, and will be tried again. */
	RETRYING,
	/** Failed for good: a dead letter. */
	DEAD,
	/** A dead letter that somebody has discarded. */
	DISCARDED;

	/**
	 * The word in the table and the API.
	 * @return for example {@code pending}
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
