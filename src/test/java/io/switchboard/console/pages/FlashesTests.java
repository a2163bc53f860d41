package io.switchboard.console.pages;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.FlashMap;

import static org.assertj.core.api.Assertions.assertThat;

class FlashesTests {

	private final Flashes flashes = new Flashes();

	private final MockHttpServletRequest action = new MockHttpServletRequest("POST", "/routes/crm/pause");

	@Test
	void what_an_action_came_to_waits_for_the_page_though_a_refresh_is_quicker() {
		FlashMap done = new FlashMap();
		done.put("done", "It is paused.");
		done.setTargetRequestPath("/routes/crm");
		this.flashes.saveOutputFlashMap(done, this.action, new MockHttpServletResponse());
		MockHttpServletRequest refresh = page();
		refresh.addHeader("HX-Request", "true");
		assertThat(told(refresh)).isNull();
		assertThat(told(page())).containsEntry("done", "It is paused.");
		assertThat(told(page())).isNull();
	}

	private @Nullable Map<String, Object> told(MockHttpServletRequest request) {
		return this.flashes.retrieveAndUpdate(request, new MockHttpServletResponse());
	}

	private MockHttpServletRequest page() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/routes/crm");
		request.setSession(this.action.getSession());
		return request;
	}

}
