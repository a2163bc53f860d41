package io.switchboard.voipstudio;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WholeNumberTests {

	@ParameterizedTest
	@CsvSource({ "68, 68", "' 68 ', 68", "68.0, 68", "6.8e1, 68", "680E-1, 68", "-7, -7", "+7, 7", "-0.0, 0",
			"0e999, 0", "9223372036854775807, 9223372036854775807", "9223372036854775807.00, 9223372036854775807",
			"-9223372036854775808, -9223372036854775808", "9223372036854775808,", "1e19,", "1e9999,", "1e99999999999,",
			"68.5,", "1e-1,", "'',", "' ',", "1m,", "true,", "null,", "0x44,", "NaN,", "Infinity,", "6 8,", "68.,",
			"٦٨," })
	void a_text_is_a_whole_number_of_64_bits_or_nothing(String text, Long number) {
		assertThat(WholeNumber.of(text)).isEqualTo(number);
	}

	@Test
	void a_value_of_json_is_one_whatever_its_type() {
		assertThat(List.of(68, 68L, 68.0, 68f, BigInteger.valueOf(68), new BigDecimal("6.8e1"), "68"))
			.allSatisfy((value) -> assertThat(WholeNumber.of(value)).isEqualTo(68));
		assertThat(List.of(true, 68.5, Double.POSITIVE_INFINITY, Double.NaN, BigInteger.TWO.pow(64), Map.of(),
				List.of(68)))
			.allSatisfy((value) -> assertThat(WholeNumber.of(value)).isNull());
		assertThat(WholeNumber.of(null)).isNull();
	}

}
