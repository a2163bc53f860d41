package io.switchboard;

import java.nio.file.Path;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A pooler between Switchboard and PostgreSQL. */
@Order(2)
class PoolerTests {

	private static final int SOME = 300;

	@TempDir
	Path folder;

	@Test
	void all_is_delivered_once_behind_a_pooler_that_lends_a_session_for_one_transaction() throws Exception {
		Tools.assumeInstalled("pgbouncer");
		Ledger ledger = new Ledger(PostgresqlDatabase.newDatabase());
		try (PgBouncer pooler = new PgBouncer(this.folder, ledger.url());
				WarmSwitchboard switchboard = WarmSwitchboard.start(this.folder, Client.SECRETS,
						"--spring.datasource.url=" + pooler.url());
				Senders senders = Senders.start(switchboard)) {
			senders.awaitAccepted(SOME);
			senders.stop();
			ledger.awaitDelivered();
			ledger.assertHasOnce(senders.accepted());
			assertThat(switchboard.output()).contains("a pooler is between")
				.doesNotContain(" ERROR ")
				.doesNotContain(" WARN ");
		}
	}

}
