package io.switchboard.store;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * SQLite ends a transaction by itself when the disk is full or fails, and its driver does
 * not notice: on such a connection every statement would commit alone, and every commit
 * fail. Such a connection is not used again.
 */
class EndedTransaction implements SQLExceptionOverride {

	@java.lang.Override
	public Override adjudicate(SQLException ex) {
		return String.valueOf(ex.getMessage()).contains("no transaction is active") ? Override.MUST_EVICT
				: Override.CONTINUE_EVICT;
	}

}
