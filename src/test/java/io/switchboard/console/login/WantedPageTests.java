package io.switchboard.console.login;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class WantedPageTests {

	@Test
	void a_page_of_ours_is_carried_to_the_login_and_back() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/calls/5");
		request.setQueryString("a=b&c=d");
		assertThat(WantedPage.login(request)).isEqualTo("/login?next=%2Fcalls%2F5%3Fa%3Db%26c%3Dd");
		assertThat(WantedPage.of(wanting("/calls/5?a=b&c=d"))).isEqualTo("/calls/5?a=b&c=d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/a\\b",
			"javascript:alert(1)", "/a\r\nSet-Cookie: x", "/ a" })
	void what_leads_elsewhere_leads_to_the_overview(String wanted) {
		assertThat(WantedPage.of(wanting(wanted))).isEqualTo("/");
	}

	private static MockHttpServletRequest wanting(String page) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
		request.setParameter("next", page);
		return request;
	}

}
