package io.switchboard.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.switchboard.StoreTest;
import io.switchboard.history.AuditFilter;
import io.switchboard.history.AuditTrail;
import io.switchboard.history.Page;
import io.switchboard.store.StorableText;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@StoreTest
class AuditTableTests {

	private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

	@Autowired
	Audit audit;

	@Autowired
	AuditTrail trail;

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void what_was_done_is_found_by_who_and_what_and_when_newest_first() {
		String who = "who-" + System.nanoTime();
		for (int i = 0; i < 3; i++) {
			this.audit.note(
					new AuditEntry(0, NOON.plus(i, ChronoUnit.HOURS), who, "delivery.redeliver", "" + i, null, "why"));
		}
		this.audit.note(new AuditEntry(0, NOON, who, "route.pause", "dtmf-to-database", "x".repeat(2000) + "\0", null));
		Page<List<AuditEntry>> page = this.trail.find(filter(who, "delivery", null), null, 2);
		assertThat(page.data()).extracting(AuditEntry::subject).containsExactly("2", "1");
		assertThat(this.trail.find(filter(who, "delivery", null), Long.valueOf(page.next()), 2).data())
			.extracting(AuditEntry::subject)
			.containsExactly("0");
		assertThat(this.trail.find(filter(who, null, NOON.plus(90, ChronoUnit.MINUTES)), null, 9).data())
			.extracting(AuditEntry::subject)
			.containsExactly("2");
		assertThat(this.trail.find(filter(who, "route.pause", null), null, 9).data()).singleElement()
			.satisfies((entry) -> assertThat(entry.details()).hasSize(1000).endsWith("…"));
	}

	/** PostgreSQL refuses half a surrogate pair, so the entry would be lost. */
	@Test
	void a_deed_is_noted_whatever_its_texts_are() {
		for (String text : List.of("x" + "😀".repeat(700), "😀".repeat(700), "half \ud83d", "\udc00", "a\0b",
				"\u202e")) {
			String who = "who-" + System.nanoTime();
			this.audit.note(new AuditEntry(0, NOON, who, "route.pause", text, text, text));
			assertThat(this.trail.find(filter(who, null, null), null, 9).data()).singleElement()
				.satisfies((entry) -> assertThat(
						StorableText.isStorable(entry.subject() + entry.details() + entry.reason()))
					.isTrue());
		}
	}

	@Test
	void a_row_is_never_changed_and_goes_by_its_age_alone() throws Exception {
		String who = "who-" + System.nanoTime();
		this.audit.note(new AuditEntry(0, NOON, who, "route.pause", "old", null, null));
		this.audit.note(new AuditEntry(0, NOON.plus(Duration.ofDays(2)), who, "route.pause", "new", null, null));
		assertThatThrownBy(() -> this.jdbc.update("update audit set who = 'nobody' where who = ?", who))
			.isInstanceOf(DataAccessException.class)
			.hasMessageContaining("never changed");
		this.audit.delete(NOON.plus(Duration.ofDays(1)));
		assertThat(this.trail.find(filter(who, null, null), null, 9).data()).extracting(AuditEntry::subject)
			.containsExactly("new");
	}

	private static AuditFilter filter(String who, String action, Instant from) {
		return new AuditFilter(who, action, null, from, null);
	}

}
