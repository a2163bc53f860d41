package io.switchboard.console.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.switchboard.mail.DemoMailServer;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The mails that the demo's own mail server took. */
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
		for (int number = taken.size(); number > Math.max(0, taken.size() - most); number--) {
			mails.add(mail(number, taken));
		}
		return mails;
	}

	/**
	 * One mail.
	 * @param number from 1, the oldest
	 * @return empty if there is no such mail
	 */
	public Optional<Mail> mail(int number) {
		List<DemoMailServer.Taken> taken = this.server.taken();
		return (number >= 1 && number <= taken.size()) ? Optional.of(mail(number, taken)) : Optional.empty();
	}

	private static Mail mail(int number, List<DemoMailServer.Taken> taken) {
		DemoMailServer.Taken one = taken.get(number - 1);
		return new Mail(number, one.at(), one.message());
	}

}
