package io.switchboard.platformhttp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SentBodyTests {

	private static final int MAX = 1000;

	private static final String EVENT = "{\"id\":\"1\",\"src_name\":\"Zoë Müller €\"}";

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "-", "''", "identity", "gzip", "GZIP", "x-gzip", "deflate",
			"'identity, gzip'", "'deflate, gzip'" })
	void what_is_packed_is_unpacked(String encoding) throws Exception {
		byte[] sent = EVENT.getBytes(StandardCharsets.UTF_8);
		for (String each : (encoding != null) ? encoding.split(",") : new String[0]) {
			sent = switch (each.strip()) {
				case "gzip", "GZIP", "x-gzip" -> gzip(sent);
				case "deflate" -> deflate(sent, false);
				default -> sent;
			};
		}
		assertThat(read(sent, encoding, null)).isEqualTo(EVENT);
	}

	@Test
	void deflate_without_a_head_is_unpacked_too() throws Exception {
		assertThat(read(deflate(EVENT.getBytes(StandardCharsets.UTF_8), true), "deflate", null)).isEqualTo(EVENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "br", "zstd", "compress", "gzip, br", "br, gzip", "gzip, gzip, gzip", "*", "gzip;q=1" })
	void what_cannot_be_unpacked_is_refused(String encoding) throws IOException {
		byte[] sent = gzip(gzip(gzip(EVENT.getBytes(StandardCharsets.UTF_8))));
		assertThatExceptionOfType(SentBody.Refused.class).isThrownBy(() -> read(sent, encoding, null))
			.matches((ex) -> ex.status() == 415);
	}

	@Test
	void what_is_too_large_once_it_is_unpacked_is_refused() throws Exception {
		byte[] bomb = new byte[50 << 20];
		for (byte[] sent : new byte[][] { gzip(bomb), gzip(new byte[MAX + 1]) }) {
			assertThatExceptionOfType(SentBody.Refused.class).isThrownBy(() -> read(sent, "gzip", null))
				.matches((ex) -> ex.status() == 413);
		}
		for (byte[] sent : new byte[][] { deflate(bomb, false), deflate(bomb, true), deflate(gzip(bomb), true) }) {
			assertThatExceptionOfType(SentBody.Refused.class).isThrownBy(() -> read(sent, "deflate", null))
				.matches((ex) -> ex.status() == 413);
		}
		assertThatExceptionOfType(SentBody.Refused.class).isThrownBy(() -> read(gzip(gzip(bomb)), "gzip, gzip", null))
			.matches((ex) -> ex.status() == 413);
		assertThat(read(gzip(new byte[MAX]), "gzip", null)).hasSize(MAX);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "deflate", "gzip, deflate" })
	void what_is_not_packed_as_it_says_stays_as_it_came(String encoding) throws Exception {
		assertThat(read(EVENT.getBytes(StandardCharsets.UTF_8), encoding, null)).isEqualTo(EVENT);
		assertThat(SentBody.read(new byte[0], encoding, null, MAX)).isEmpty();
	}

	@Test
	void what_cannot_be_unpacked_says_why() throws Exception {
		byte[] whole = gzip(EVENT.getBytes(StandardCharsets.UTF_8));
		for (int length = 2; length < whole.length; length++) {
			assertUnfit(Arrays.copyOf(whole, length), "gzip", "its gzip ends too early");
		}
		byte[] damaged = whole.clone();
		damaged[whole.length - 7] ^= 1;
		assertUnfit(damaged, "gzip", "its gzip is damaged");
		assertUnfit(gzip(Arrays.copyOf(whole, 20)), "gzip, gzip", "its gzip ends too early");
		assertUnfit("hello".getBytes(StandardCharsets.UTF_8), "gzip",
				"it is no gzip, which its Content-Encoding names");
		assertUnfit(Arrays.copyOf(whole, 20), "deflate", "its deflate is damaged");
	}

	private static void assertUnfit(byte[] sent, String encoding, String why) {
		assertThatExceptionOfType(SentBody.Unfit.class).isThrownBy(() -> read(sent, encoding, null))
			.withMessage("not readable: " + why)
			.matches((ex) -> ex.body().length > 0);
	}

	@ParameterizedTest
	@CsvSource({ "application/json;charset=UTF-8, UTF-8", "application/json; charset=utf8, UTF-8",
			"application/json; charset=us-ascii, UTF-8", "application/json, UTF-8", "application/json;, UTF-8",
			"nonsense, UTF-8", "application/json; charset=ISO-8859-15, ISO-8859-15",
			"application/json; CharSet=\"windows-1252\", windows-1252",
			"application/json ; charset = 'windows-1252'; x=y, windows-1252",
			"application/json; x=y; charset=UTF-16, UTF-16", "application/json; charset=utf-16le, UTF-16LE",
			"application/json; charset=UTF-32BE, UTF-32BE" })
	void text_in_another_charset_becomes_utf8(String type, String charset) throws Exception {
		assertThat(read(EVENT.getBytes(Charset.forName(charset)), null, type)).isEqualTo(EVENT);
		assertThat(read(gzip(EVENT.getBytes(Charset.forName(charset))), "gzip", type)).isEqualTo(EVENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "utf-7", "x-nothing", "utf-8\u00A0", "%00", "*" })
	void a_charset_that_nobody_knows_is_refused(String charset) {
		assertThatExceptionOfType(SentBody.Refused.class)
			.isThrownBy(() -> read(new byte[0], null, "application/json; charset=" + charset))
			.matches((ex) -> ex.status() == 415);
	}

	/** An even or odd number of bytes makes no difference. */
	@ParameterizedTest
	@ValueSource(strings = { "utf-16", "utf-16le", "utf-16be", "utf-32", "x-utf-16le-bom", "iso-2022-jp", "ibm1047" })
	void what_is_no_object_in_its_charset_is_unfit_and_stays_as_it_came(String charset) throws Exception {
		for (String id : new String[] { "1", "12", "123", "1234" }) {
			byte[] bytes = EVENT.replace("1", id).getBytes(StandardCharsets.UTF_8);
			for (byte[] sent : new byte[][] { bytes, gzip(bytes), { (byte) 0xD8, 0 }, { 0 } }) {
				assertThatExceptionOfType(SentBody.Unfit.class)
					.isThrownBy(() -> read(sent, (sent.length > 2) ? "gzip" : null, "a/b; charset=" + charset))
					.withMessageContaining("no object in")
					.matches((ex) -> Arrays.equals(ex.body(), (sent.length > 2) ? bytes : sent));
			}
		}
	}

	private static String read(byte[] sent, String encoding, String type) throws SentBody.Refused, SentBody.Unfit {
		return new String(SentBody.read(sent, encoding, type, MAX), StandardCharsets.UTF_8);
	}

	private static byte[] gzip(byte[] bytes) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(packed)) {
			output.write(bytes);
		}
		return packed.toByteArray();
	}

	private static byte[] deflate(byte[] bytes, boolean bare) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (DeflaterOutputStream output = new DeflaterOutputStream(packed, new Deflater(9, bare))) {
			output.write(bytes);
		}
		return packed.toByteArray();
	}

}
