package io.switchboard.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.switchboard.ScriptedMailServer;
import io.switchboard.oauth.AccessTokens;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.JavaMailSender;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;

/**
 * Measures mails per second with a connection for each mail, and with one connection.
 */
final class MailBench {

	private static final int MAILS = 3000;

	private static final int ROUNDS = 4;

	private MailBench() {
	}

	/** Prints a line for each round; the first warms up. */
	public static void main(String[] threads) throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			for (int each : List.of(1, 4)) {
				long alone = perSecond(Duration.ZERO, each);
				long kept = perSecond(Duration.ofSeconds(5), each);
				System.out.printf("%d threads: %d mails/s with a connection each, %d with one that is kept%n", each,
						alone, kept);
			}
		}
	}

	private static long perSecond(Duration keep, int threads) throws Exception {
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		try (ScriptedMailServer server = new ScriptedMailServer(0)) {
			JavaMailSender sender = new MailConfiguration().mailSender(
					new MailSettings("127.0.0.1", server.port(), "switchboard", "secret", "s@x.test",
							MailSettings.Security.NONE, "", keep, Map.of()),
					new StaticListableBeanFactory().getBeanProvider(DemoMailServer.class),
					AccessTokens.of(new StandardEnvironment()));
			long start = System.nanoTime();
			List<Callable<Void>> mails = IntStream.range(0, MAILS).mapToObj((i) -> (Callable<Void>) () -> {
				sender.send(mail());
				return null;
			}).toList();
			for (Future<Void> each : pool.invokeAll(mails)) {
				each.get();
			}
			return MAILS * Duration.ofSeconds(1).toNanos() / (System.nanoTime() - start);
		}
		finally {
			pool.shutdown();
		}
	}

	private static MimeMessage mail() throws Exception {
		MimeMessage mail = new MimeMessage((jakarta.mail.Session) null);
		mail.setFrom("s@x.test");
		mail.setRecipients(MimeMessage.RecipientType.TO, "a@x.test");
		mail.setSubject("x");
		mail.setText("x".repeat(2000));
		return mail;
	}

}
