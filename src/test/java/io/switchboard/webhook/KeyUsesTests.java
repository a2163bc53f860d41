package io.switchboard.webhook;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.switchboard.StoreTest;
import io.switchboard.store.Store;
import io.switchboard.webhook.KeyUses.Use;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Uses of a key are counted, and written now and then, not with each event. */
@StoreTest
class KeyUsesTests {

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void events_are_counted_in_memory_and_written_once() {
		KeyUses uses = new KeyUses(this.store, this.jdbc);
		for (int i = 0; i < 1000; i++) {
			uses.event("new", "192.0.2.1");
		}
		uses.event("old", "192.0.2.2");
		uses.check("old", "192.0.2.3");
		assertThat(rows()).isZero();
		assertThat(uses.all().get("new").events()).isEqualTo(1000);
		uses.write();
		assertThat(rows()).isEqualTo(2);
		uses.event("new", "192.0.2.4");
		uses.close();
		Map<String, Use> read = new KeyUses(this.store, this.jdbc).all();
		assertThat(read.get("new").events()).isEqualTo(1001);
		assertThat(read.get("new").lastSource()).isEqualTo("192.0.2.4");
		assertThat(read.get("old").lastSource()).isEqualTo("192.0.2.2");
		assertThat(read.get("old").checkedFrom()).isEqualTo("192.0.2.3");
		assertThat(read.get("old").checkedAt()).isNotNull();
	}

	@Test
	void what_cannot_be_written_is_written_later() throws SQLException {
		KeyUses uses = new KeyUses(this.store, this.jdbc);
		uses.event("late", "192.0.2.1");
		this.jdbc.execute("alter table webhook_key rename to webhook_key_away");
		uses.write();
		this.jdbc.execute("alter table webhook_key_away rename to webhook_key");
		uses.event("late", "192.0.2.2");
		uses.close();
		Use read = new KeyUses(this.store, this.jdbc).all().get("late");
		assertThat(read.events()).isEqualTo(2);
		assertThat(read.lastSource()).isEqualTo("192.0.2.2");
	}

	@Test
	void no_key_is_in_the_store() {
		DoorKeys keys = new DoorKeys("webhook.key", List.of("first-key-0123456789", "second-key-0123456789"));
		assertThat(keys.accept("wrong")).isNull();
		assertThat(keys.accept("second-key-0123456789")).isEqualTo(keys.hashes().get(1))
			.hasSize(64)
			.doesNotContain("key");
		assertThat(keys.text(1)).contains("first-key-0123456789");
		assertThat(keys.text(3)).isEmpty();
	}

	private long rows() {
		Long rows = this.jdbc.queryForObject("select count(*) from webhook_key where hash in ('new', 'old')",
				Long.class);
		return (rows != null) ? rows : 0;
	}

}
