package io.switchboard.inbox;

import io.switchboard.StoreTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** With a million events, a search by the end of a number uses indexes only. */
@StoreTest
class KnownNumbersTests {

	@Autowired
	JdbcTemplate jdbc;

	@Test
	void the_end_of_a_number_is_looked_for_in_indexes_alone() {
		assertThat(this.jdbc.query("explain query plan " + KnownNumbers.ENDING,
				(row, number) -> row.getString("detail"), "%0123", "%0123"))
			.anyMatch((step) -> step.contains("COVERING INDEX event_by_src_number"))
			.anyMatch((step) -> step.contains("COVERING INDEX event_by_dst_number"))
			.noneMatch((step) -> step.equals("SCAN event"));
	}

}
