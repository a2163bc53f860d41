package io.switchboard.mail;

import java.util.List;
import java.util.stream.IntStream;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A demo that runs for days must not fill its memory with mails. */
class DemoMailServerTests {

	private final DemoMailServer server = new DemoMailServer();

	@AfterEach
	void stop() {
		this.server.stop();
	}

	@Test
	void mails_that_came_by_smtp_are_kept_oldest_first_one_for_each_recipient() throws Exception {
		send("first", "a@example.com");
		send("second", "a@example.com, b@example.com");
		assertThat(subjects(this.server.messages())).containsExactly("first", "second", "second");
		assertThat(this.server.taken()).extracting(DemoMailServer.Taken::at).isSorted();
	}

	@Test
	void the_newest_mails_stay() {
		NewestMails mails = new NewestMails(3, Long.MAX_VALUE);
		IntStream.range(0, 10).forEach((i) -> mails.deliver(mail("mail " + i, "text")));
		assertThat(subjects(mails)).containsExactly("mail 7", "mail 8", "mail 9");
		assertThat(mails.all()).extracting(DemoMailServer.Taken::number).containsExactly(8, 9, 10);
	}

	@Test
	void mails_of_a_few_megabytes_push_the_older_out_and_the_newest_stays_whatever_its_size() {
		NewestMails mails = new NewestMails(100, 1000);
		mails.deliver(mail("a", "x".repeat(400)));
		mails.deliver(mail("b", "x".repeat(400)));
		mails.deliver(mail("c", "x".repeat(400)));
		assertThat(subjects(mails)).containsExactly("b", "c");
		mails.deliver(mail("large", "x".repeat(5000)));
		assertThat(subjects(mails)).containsExactly("large");
		mails.deliver(mail("small", "x"));
		assertThat(subjects(mails)).containsExactly("small");
	}

	private void send(String subject, String to) throws MessagingException {
		MimeMessage mail = mail(subject, "text");
		mail.setFrom("switchboard@example.com");
		mail.setRecipients(MimeMessage.RecipientType.TO, to);
		mail.saveChanges();
		try (Transport transport = mail.getSession().getTransport("smtp")) {
			transport.connect("127.0.0.1", this.server.port(), null, null);
			transport.sendMessage(mail, mail.getAllRecipients());
		}
	}

	private static MimeMessage mail(String subject, String text) {
		return GreenMailUtil.newMimeMessage("Subject: %s\r\n\r\n%s".formatted(subject, text));
	}

	private static List<String> subjects(NewestMails mails) {
		return subjects(mails.all().stream().map(DemoMailServer.Taken::message).toList());
	}

	private static List<String> subjects(List<MimeMessage> mails) {
		return mails.stream().map((mail) -> {
			try {
				return mail.getSubject();
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
		}).toList();
	}

}
