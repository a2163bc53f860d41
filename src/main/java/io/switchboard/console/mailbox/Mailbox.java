package io.switchboard.console.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.switchboard.mail.DemoMailServer;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The mails that the demo's own mail server has accepted. */
@Component
@Profile("demo")
public class Mailbox {

	private final DemoMailServer server;

	Mailbox(DemoMailServer server) {
		this.server = server;
	}

	/**
	 * The last mails.
	 * @param most how many
	 * @return the newest first
	 */
	public List<Mail> latest(int most) {
		List<DemoMailServer.Taken> taken = this.server.taken();
		List<Mail> mails = new ArrayList<>();
		for (DemoMailServer.Taken one : taken.subList(Math.max(0, taken.size() - most), taken.size())) {
			mails.add(0, mail(one));
		}
		return mails;
	}

	/**
	 * One mail.
	 * @param number from 1, the oldest
	 * @return empty if there is no such mail, or so many came since that it went
	 */
	public Optional<Mail> mail(int number) {
		return this.server.taken().stream().filter((one) -> one.number() == number).findAny().map(Mailbox::mail);
	}

	private static Mail mail(DemoMailServer.Taken one) {
		return new Mail(one.number(), one.at(), one.message());
	}

}
