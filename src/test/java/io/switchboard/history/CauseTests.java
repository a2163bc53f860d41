package io.switchboard.history;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CauseTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					send-mail: 550 no such user anna@example.org | send-mail: 550 no such user …
					post: HTTP operation failed invoking http://crm.example/calls/4278000002 with statusCode: 503 | post: HTTP operation failed invoking http://crm.example/calls/… with statusCode: 503
					connect to /10.0.0.5:2525 timed out after 30000 ms | connect to … timed out after … ms
					run-statement: row 7f3a9b1c2d4e already there | run-statement: row … already there
					run-statement: key 123e4567-e89b-12d3-a456-426614174000 is taken | run-statement: key … is taken
					asked to wait until 2026-11-26T05:19:44.123Z | asked to wait until …
					no call uk003.608920d5000013.77053295 | no call uk…
					the answer is not JSON: Unexpected character at line 3, column 17 | the answer is not JSON: Unexpected character at line …, column …
					took longer than its timeout of 300 s | took longer than its timeout of 300 s
					+447700900123 is not a number | … is not a number
					nothing to take out | nothing to take out
					""")
	void what_differs_from_one_delivery_to_the_next_is_left_out(String error, String cause) {
		assertThat(Cause.of(error)).isEqualTo(cause);
		assertThat(Cause.of(cause)).as("what is left is left").isEqualTo(cause);
	}

	@Test
	void a_long_error_is_read_in_no_time() {
		assertThat(Cause.of("x.".repeat(500_000))).hasSizeLessThanOrEqualTo(1000);
	}

}
