package io.switchboard.store;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * SQLite ends a transaction by itself when the disk is full or fails, and its driver does
 * not notice. On such a connection every statement would commit alone, and every commit
 * would fail. So it is closed.
 */
class EndedTransaction implements SQLExceptionOverride {

	@java.lang.Override
	public Override adjudicate(SQLException ex) {
		return String.valueOf(ex.getMessage()).contains("no transaction is active") ? Override.MUST_EVICT
				: Override.CONTINUE_EVICT;
	}

}
