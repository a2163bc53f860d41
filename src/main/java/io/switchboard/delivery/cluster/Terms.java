package io.switchboard.delivery.cluster;

/**
 * Conditions in SQL for statements that may write only while the term of the node lasts.
 * Only PostgreSQL has several nodes. Each condition has one parameter, the term.
 */
public final class Terms {

	/** Gives a row while the term lasts, and keeps it from ending meanwhile. */
	public static final String LASTS = "select 1 from node where term = ? for key share";

	/** Gives a row if another node decides by a newer switchboard than ours. */
	public static final String IS_OUTDATED = """
			select 1 from node mine join node other on other.revision > mine.revision
			 and other.digest <> mine.digest where mine.term = ?""";

	private Terms() {
	}

}
