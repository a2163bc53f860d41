package io.switchboard.voipstudio;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformTimeTests {

	private static final DateTimeFormatter JAVA = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
		.withResolverStyle(ResolverStyle.STRICT);

	@ParameterizedTest
	@ValueSource(strings = { "2026-04-28 08:46:13", " 2026-04-28 08:46:13 ", "2024-02-29 23:59:59",
			"2026-02-29 00:00:00", "2026-02-30 00:00:00", "2026-13-01 00:00:00", "2026-00-01 00:00:00",
			"2026-04-28 24:00:00", "2026-04-28 23:59:60", "0000-01-01 00:00:00", "+12026-04-28 08:46:13",
			"-2026-04-28 08:46:13", "2026-04-28T08:46:13", "2026-4-28 08:46:13", "2026-04-28 08:46:1", "",
			"2026-04-28 08:46:13Z", "٢٠٢٦-04-28 08:46:13", "2026-04-28 -8:46:13", "2026-04-28 +8:46:13" })
	void a_time_is_read_as_Java_reads_it(String text) {
		assertThat(PlatformTime.parse(text)).isEqualTo(java(text));
	}

	@Test
	void a_time_with_random_changes_is_read_as_java_reads_it() {
		Random random = new Random(7);
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder("2026-04-28 08:46:13");
			for (int changes = random.nextInt(4); changes >= 0; changes--) {
				text.setCharAt(random.nextInt(text.length()), "0123456789-: +T".charAt(random.nextInt(15)));
			}
			assertThat(PlatformTime.parse(text.toString())).as(text.toString()).isEqualTo(java(text.toString()));
		}
	}

	private static @Nullable Instant java(String text) {
		try {
			return LocalDateTime.parse(text.strip(), JAVA).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
