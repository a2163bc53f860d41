package io.switchboard.followup;

import java.sql.Connection;

import io.switchboard.PostgresqlDatabase;
import io.switchboard.store.Store;

import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlProjectionTests extends ProjectionTests {

	@Override
	void analyze(Connection connection) {
		Store.client(connection).sql("analyze follow_up, follow_up_call").update();
	}

	@Override
	int lookedAt(Connection connection) {
		// PostgreSQL reads a small table whole once its statistics say so
		Store.client(connection).sql("set local enable_seqscan = off").update();
		return Store.client(connection).sql("""
				select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) from pg_stat_xact_user_tables
				where relname like 'follow_up%'""").query(Integer.class).single();
	}

}
