package io.switchboard.console.pages.setup;

import io.switchboard.mail.MailCheck;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the mail server is reachable and accepts the login. */
@Component
@Order(2)
class MailServerCheck implements SetupCheck {

	private final MailCheck mail;

	MailServerCheck(MailCheck mail) {
		this.mail = mail;
	}

	@Override
	public String id() {
		return "mail";
	}

	@Override
	public String label() {
		return "Mail server";
	}

	@Override
	public String todo() {
		return "Look at mail.host, mail.port, mail.security, mail.username and mail.password.";
	}

	@Override
	public Found run() throws Exception {
		this.mail.signIn();
		return Found.good("%s answers and accepts the sign-in. Nothing was sent.".formatted(this.mail.server()));
	}

}
