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
			"10.0.0.1, '192.0.2.9, <script>', 10.0.0.1", "10.0.0.1, 203.0.113.7:50001, 203.0.113.7",
			"10.0.0.1, [2001:db8::1]:443, 2001:db8::1", "10.0.0.1, [2001:db8::1], 2001:db8::1",
			"10.0.0.1, '\"[2001:DB8:0::1]:50001\"', 2001:db8::1", "10.0.0.1, \"203.0.113.7:50001\", 203.0.113.7",
			"10.0.0.1, 2001:db8:0:0:0:0:0:1, 2001:db8::1", "10.0.0.1, ::ffff:203.0.113.7, 203.0.113.7",
			"10.0.0.1, '203.0.113.7:1, [::ffff:10.0.0.9]:2, 10.0.0.2:3', 203.0.113.7",
			"10.0.0.1, fe80::1%eth0, fe80::1", "::ffff:10.0.0.1, 203.0.113.7, 203.0.113.7",
			"0:0:0:0:0:0:0:1, 203.0.113.7, 203.0.113.7", "192.0.2.1, 203.0.113.7:50001, 192.0.2.1",
			"10.0.0.1, dead.beef, 10.0.0.1", "10.0.0.1, 1.2.3, 10.0.0.1", "10.0.0.1, 256.1.1.1, 10.0.0.1",
			"10.0.0.1, 203.0.113.7:, 10.0.0.1", "10.0.0.1, :::1, 10.0.0.1", "10.0.0.1, unknown, 10.0.0.1",
			"10.0.0.1, ' ,203.0.113.7:50001 ', 203.0.113.7" })
	void a_proxy_is_believed_only_if_it_is_trusted(String remote, String forwardedFor, String expected) {
		assertThat(this.source.of(remote, forwardedFor)).isEqualTo(expected);
	}

}
