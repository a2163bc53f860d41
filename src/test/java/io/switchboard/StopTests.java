package io.switchboard;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** SIGTERM under load, while some deliveries run and others wait. */
@Siege
@Order(1)
class StopTests {

	private static final int ENOUGH = Size.of(200, 1000);

	@TempDir
	Path folder;

	@Test
	void what_runs_at_a_stop_ends_and_what_waits_is_done_by_the_next_start() throws Exception {
		Set<String> sent = stopUnderLoadAndStartAgain((child, mails) -> mails.open());
		assertThat(sent).as("mails that ended while it stopped").isNotEmpty();
	}

	@Test
	void a_mail_server_that_says_nothing_or_hangs_up_neither_holds_up_the_stop_nor_costs_an_attempt() throws Exception {
		Set<String> sent = stopUnderLoadAndStartAgain((child, mails) -> {
			await().atMost(Duration.ofMinutes(3)).until(() -> child.output().contains("Forcing the routes"));
			mails.hangUp();
			await().atMost(Duration.ofMinutes(3)).until(() -> child.output().contains("was interrupted by the stop"));
		}, "--camel.main.shutdown-timeout=2");
		assertThat(sent).isEmpty();
	}

	/** The mails that were sent before the process ended. */
	private Set<String> stopUnderLoadAndStartAgain(WhileItStops whileItStops, String... settings) throws Exception {
		Ledger ledger = Ledger.below(this.folder);
		Set<String> accepted;
		Set<String> sent;
		try (GatedMailServer mails = new GatedMailServer();
				ChildSwitchboard first = ChildSwitchboard.launchFew(this.folder, settings(mails, settings))
					.awaitReady();
				Senders senders = Senders.start(first)) {
			senders.awaitAccepted(ENOUGH);
			await().atMost(Duration.ofMinutes(3)).until(() -> mails.callers() > 0);
			int before = senders.turnedAway();
			first.terminate();
			await().atMost(Duration.ofMinutes(3)).until(() -> senders.turnedAway() > before);
			whileItStops.happens(first, mails);
			await().atMost(Duration.ofMinutes(3)).until(() -> !first.isAlive());
			senders.stop();
			accepted = senders.accepted();
			sent = new HashSet<>(mails.messageIds());
			assertThat(first.exitValue()).as("128 + SIGTERM").isEqualTo(143);
			assertThat(first.output()).doesNotContain(Senders.CALLER);
		}
		assertThat(ledger.list("select id from event")).containsAll(accepted);
		assertThat(ledger.count("delivery where status = 'pending'")).isPositive();
		assertThat(ledger.count("delivery where status not in ('pending', 'delivered')")).isZero();
		assertThat(ledger.count("attempt where outcome <> 'delivered'")).isZero();
		assertThat(ledger.count("delivery where route = 'sms-received-to-email' and status = 'delivered'"))
			.isEqualTo(sent.size());
		try (GatedMailServer mails = new GatedMailServer();
				WarmSwitchboard second = WarmSwitchboard.startFew(this.folder, settings(mails))) {
			mails.open();
			ledger.awaitDelivered();
			ledger.assertHasOnce(accepted);
			assertThat(mails.messageIds()).as("mails").doesNotHaveDuplicates().noneMatch(sent::contains);
			assertThat(mails.messageIds().size() + sent.size()).isEqualTo(ledger.count("sms"));
		}
		return sent;
	}

	private static String[] settings(GatedMailServer mails, String... settings) {
		return Stream
			.concat(Arrays.stream(settings),
					Stream.of("--mail.host=127.0.0.1", "--mail.port=" + mails.port(), "--mail.security=none"))
			.toArray(String[]::new);
	}

	@FunctionalInterface
	private interface WhileItStops {

		void happens(ChildSwitchboard child, GatedMailServer mails) throws Exception;

	}

}
