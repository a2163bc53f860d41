package io.switchboard.alerts;

/**
 * News of an alert.
 *
 * @param alert the alert
 * @param what the news
 */
record Notice(Alert alert, What what) {

	/** The kinds of news. */
	enum What {

		/** It began. */
		BEGAN("firing"),
		/** It lasts. */
		REMINDER("reminder"),
		/** It is over, and was told before. */
		OVER("over"),
		/** It began and ended before anybody could be told. */
		WAS("over");

		private final String word;

		What(String word) {
			this.word = word;
		}

		/** For programs. */
		String word() {
			return this.word;
		}

	}

	boolean isOver() {
		return this.what == What.OVER || this.what == What.WAS;
	}

}
