package io.switchboard.http;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Requests reach allowed hosts only. */
class AllowedHostsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			                                   | https://anything.example.org/a      | true
			api.example.org                    | https://api.example.org/a           | true
			api.example.org                    | https://API.Example.ORG:8443/a      | true
			api.example.org                    | https://api.example.org.evil.test/a | false
			api.example.org                    | https://evil.test/api.example.org   | false
			api.example.org                    | https://notapi.example.org/         | false
			*.example.org                      | https://a.b.example.org/            | true
			*.example.org                      | https://example.org/                | false
			*.example.org                      | https://evilexample.org/            | false
			other.test, localhost:8080         | http://localhost:8080/x             | true
			other.test, localhost:8080         | http://localhost:8081/x             | false
			other.test:443                     | https://other.test/x                | true
			[::1]                              | http://[::1]:9/x                    | true
			""")
	void a_host_is_allowed_by_name(String hosts, String address, boolean allowed) {
		assertThat(new AllowedHosts((hosts != null) ? hosts : "").allows(URI.create(address))).isEqualTo(allowed);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			                  | https://a.test/x      | https://a.test/y       | true
			                  | https://a.test/x      | https://b.test/y       | false
			                  | https://a.test/x      | https://a.test:8443/y  | false
			                  | http://a.test/x       | https://a.test/y       | true
			                  | https://a.test/x      | http://a.test/y        | false
			a.test, b.test    | https://a.test/x      | https://b.test/y       | true
			a.test, b.test    | https://a.test/x      | http://b.test/y        | false
			a.test, b.test    | https://a.test/x      | https://c.test/y       | false
			a.test            | https://a.test/x      | https://169.254.169.254/latest | false
			""")
	void a_redirect_stays_within_them(String hosts, String from, String to, boolean allowed) {
		assertThat(new AllowedHosts((hosts != null) ? hosts : "").allowsRedirect(URI.create(from), URI.create(to)))
			.isEqualTo(allowed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://api.example.org", "a b", "api.example.org/path", "*", "user@host" })
	void what_is_no_host_is_told(String hosts) {
		assertThatIllegalArgumentException().isThrownBy(() -> new AllowedHosts(hosts))
			.withMessageContaining("http.hosts: '")
			.withMessageContaining("is not a host");
	}

}
