package io.switchboard.inbox;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PhoneNumberTests {

	@ParameterizedTest
	@CsvSource({ "447700900123, 447700900123", "+44 7700 900123, 447700900123", "' +44-(7700)-900.123', 447700900123",
			"0044 7700 900123, 447700900123", "(00)447700900123, 447700900123", "07700 900123, 07700900123",
			"2001, 2001", "0, 0", "000, 0", "+00 1, 001", "1001, 1001", "00,", "'',", "anonymous,", "+,", ",",
			"12345678901234567890123456789012345, 12345678901234567890123456789012",
			"0012345678901234567890123456789012345, 12345678901234567890123456789012" })
	void a_number_has_one_spelling(String text, String digits) {
		assertThat(PhoneNumber.digits(text)).isEqualTo(digits);
	}

}
