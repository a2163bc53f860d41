package io.switchboard.failure;

import java.time.Instant;
import java.util.Map;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTests {

	private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			429 | 120                           | 2026-11-22T10:02:00Z
			503 | Sun, 22 Nov 2026 10:30:00 GMT | 2026-11-22T10:30:00Z
			503 | Sunday, 22-Nov-26 10:30:00 GMT | 2026-11-22T10:30:00Z
			429 | 999999999                     | 2026-11-23T10:00:00Z
			429 | 99999999999999999999          | 2026-11-23T10:00:00Z
			503 | Fri, 01 Jan 2100 00:00:00 GMT | 2026-11-23T10:00:00Z
			503 | Sun, 22 Nov 2026 09:59:00 GMT | none
			503 | 0                             | none
			429 | 1.5                           | none
			429 | soon                          | none
			429 | -5                            | none
			500 | 120                           | 2026-11-22T10:02:00Z
			302 | 120                           | none
			""")
	void a_busy_server_is_obeyed(int status, String header, Instant time) {
		Exception failure = new HttpOperationFailedException("http://x", status, "", null,
				Map.of("retry-after", header), "");
		assertThat(RetryAfter.of(new RouteFailure("send", new RuntimeException(failure)), NOW)).isEqualTo(time);
	}

	@Test
	void any_other_failure_says_nothing() {
		assertThat(RetryAfter.of(new IllegalStateException(), NOW)).isNull();
		assertThat(RetryAfter.of(new HttpOperationFailedException("http://x", 503, "", null, null, ""), NOW)).isNull();
	}

}
