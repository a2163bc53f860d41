package io.switchboard.simulator.account;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The account's file and its recordings. */
class AccountTests {

	@ParameterizedTest
	@ValueSource(ints = { 72, 73, 79, 82, 144, 2016, 118432, 118433, 9 })
	void a_recording_is_of_its_size_and_made_of_whole_frames(int size) {
		byte[] file = Mp3.of(size, 58);
		assertThat(file).hasSize(size);
		int at = 0;
		if (size > 10 && file[0] == 'I') {
			assertThat(new String(file, 0, 3, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("ID3");
			at = 10 + (file[6] << 21 | file[7] << 14 | file[8] << 7 | file[9]);
		}
		int frames = 0;
		for (; size >= 72 && at < size; at += 72, frames++) {
			int header = (file[at] & 0xFF) << 24 | (file[at + 1] & 0xFF) << 16 | (file[at + 2] & 0xFF) << 8
					| (file[at + 3] & 0xFF);
			assertThat(header >>> 21).as("sync").isEqualTo(0x7FF);
			assertThat(header >> 19 & 3).as("MPEG-2").isEqualTo(2);
			assertThat(header >> 17 & 3).as("Layer III").isEqualTo(1);
			assertThat(72 * 16_000 / 16_000).as("16 kbit/s at 16 kHz").isEqualTo(72);
			assertThat(header >> 12 & 15).as("16 kbit/s").isEqualTo(2);
			assertThat(header >> 10 & 3).as("16 kHz").isEqualTo(2);
		}
		assertThat(at).isEqualTo((size >= 72) ? size : 0);
		assertThat(frames).isLessThanOrEqualTo(Mp3.size(58) / 72);
	}

	@Test
	void a_recording_lasts_as_long_as_its_call() {
		assertThat(Mp3.size(36) / 72 * 36).isEqualTo(36_000);
	}

	@Test
	void the_account_of_the_demo_is_read() {
		StandingData data = new AccountFile(Path.of("routes/scenarios/account.yaml")).read();
		assertThat(data.owner()).isEqualTo(10001);
		assertThat(data.users().all()).hasSize(5);
		assertThat(data.contacts().all()).extracting((each) -> each.get("mobile")).contains("+44 7700 900123");
		assertThat(data.extensions().get("2100")).isNotNull()
			.extracting(StandingData.Extension::context)
			.isEqualTo("RG-77");
		assertThat(data.extensions().get("1005")).isNotNull()
			.extracting(StandingData.Extension::phone)
			.isEqualTo(false);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					users: [{id: 1, exd: "1001"}]                             | :2: there is no 'exd' here. Use one of: active
					users: {id: 1}                                            | :2: users is not a list. Begin each entry with a dash
					users: [{id: 1, ext: x1, first_name: A, last_name: B}]    | :2: ext: 'x1' is not an extension
					users: [{id: one, ext: "1001", first_name: A, last_name: B}] | :2: id: 'one' is not a whole number
					users: [{id: 1                                            | this is not YAML
					queues: [{id: 1, name: Q, number: "2001", users: [9]}]    | :2: there is no user 9
					owner: 7                                                  | :2: there is no user 7
					""")
	void a_wrong_account_is_refused_with_its_line_and_what_to_do(String wrong, String reason, @TempDir Path folder)
			throws Exception {
		Path file = folder.resolve("account.yaml");
		Files.writeString(file, "customer_id: 1\n" + wrong + "\n");
		assertThatThrownBy(() -> new AccountFile(file).read()).isInstanceOf(WrongAccountException.class)
			.hasMessageContaining("account.yaml:")
			.hasMessageContaining(reason);
	}

	@Test
	void a_large_account_is_not_read(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("account.yaml");
		Files.writeString(file, "# " + "x".repeat(2_000_000));
		assertThatThrownBy(() -> new AccountFile(file).read()).isInstanceOf(WrongAccountException.class)
			.hasMessageContaining("it has more than 1 MB");
	}

}
