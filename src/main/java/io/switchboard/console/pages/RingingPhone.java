package io.switchboard.console.pages;

import io.switchboard.console.login.OwnPhone;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Which phone rings first when somebody calls from the pages. */
@Component
class RingingPhone {

	/** The cookie of those who said it in this browser. */
	static final String COOKIE = "phone";

	private final OwnPhone own;

	RingingPhone(OwnPhone own) {
		this.own = own;
	}

	/** What the browser remembers goes first; null if nothing says a phone. */
	@Nullable String of(@Nullable String cookie, HttpServletRequest request) {
		return isPhone(cookie) ? cookie : this.own.first(request);
	}

	static boolean isPhone(@Nullable String phone) {
		return phone != null && phone.matches("\\d{1,12}");
	}

}
