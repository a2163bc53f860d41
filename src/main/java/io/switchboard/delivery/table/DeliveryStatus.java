package io.switchboard.delivery.table;

import io.switchboard.text.EnumWord;

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
	 * Whether a delivery is still to run.
	 * @param word its status, as the table and the API have it
	 * @return true for {@code pending} and {@code retrying}
	 */
	public static boolean isOpen(String word) {
		return word.equals(PENDING.toString()) || word.equals(RETRYING.toString());
	}

	/**
	 * The word in the table and the API.
	 * @return for example {@code pending}
	 */
	@Override
	public String toString() {
		return EnumWord.of(this);
	}

}
