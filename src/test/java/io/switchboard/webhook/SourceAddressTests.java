package io.switchboard.webhook;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class SourceAddressTests {

	private final SourceAddress source = new SourceAddress(new WebhookSettings(List.of(), DataSize.ofKilobytes(64), "",
			List.of("10.0.0.0/8", "::1"), Duration.ofSeconds(10)));

	@ParameterizedTest
	@CsvSource({ "192.0.2.1, 192.0.2.9, 192.0.2.1", "10.0.0.1, , 10.0.0.1", "10.0.0.1, 192.0.2.9, 192.0.2.9",
			"10.0.0.1, '203.0.113.5, 192.0.2.9', 192.0.2.9", "10.0.0.1, '192.0.2.9, 10.0.0.2', 192.0.2.9",
			"::1, 2001:db8::7, 2001:db8::7", "10.0.0.1, evil.example.org, 10.0.0.1",
			"10.0.0.1, '192.0.2.9, <script>', 10.0.0.1" })
	void a_proxy_is_believed_only_if_it_is_trusted(String remote, String forwardedFor, String expected) {
		assertThat(this.source.of(remote, forwardedFor)).isEqualTo(expected);
	}

}
