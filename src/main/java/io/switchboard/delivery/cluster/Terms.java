package io.switchboard.delivery.cluster;

/**
 * The term under which a node owns its shards, in SQL: for a statement of another table
 * that may write only while the term lasts. PostgreSQL alone has nodes. Each condition
 * has one parameter, the term.
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
