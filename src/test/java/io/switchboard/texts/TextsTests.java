package io.switchboard.texts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.PhoneNumbers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Numbers that get no texts, and texts that are answered. */
@StoreTest
class TextsTests {

	private static final Instant NINE = Instant.parse("2026-04-28T09:00:00Z");

	private static final String NUMBER = "+447700900123";

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	private final PhoneNumbers numbers = new PhoneNumbers("GB");

	private TextStops stops;

	private TextReplies replies;

	@BeforeEach
	void empty() {
		Tables.empty(this.jdbc, "text_stop", "text_reply");
		this.stops = new TextStops(this.store, this.jdbc, this.numbers, new SimpleMeterRegistry());
		this.replies = replies("3/1h");
	}

	private TextReplies replies(String atMost) {
		return new TextReplies(this.store, this.jdbc, this.stops, this.numbers,
				new ReplyBounds(atMost, "020 7946 0123"));
	}

	/** A STOP or a START. */
	private record Word(boolean stop, int minute) {
	}

	private void say(Word word) throws Exception {
		Instant at = NINE.plusSeconds(60L * word.minute());
		this.stops.said(NUMBER, word.stop(), at, at.plusSeconds(5), "e" + word.minute());
	}

	@Test
	void what_was_said_last_counts_in_any_order_and_however_often() throws Exception {
		Random random = new Random(1);
		for (int round = 0; round < 30; round++) {
			Tables.empty(this.jdbc, "text_stop");
			List<Word> words = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				words.add(new Word(random.nextBoolean(), i));
			}
			boolean last = words.get(4).stop();
			words.addAll(words.subList(0, 3));
			Collections.shuffle(words, random);
			for (Word word : words) {
				say(word);
			}
			assertThat(this.stops.withholds("07700 900123")).as(words.toString()).isEqualTo(last);
		}
	}

	@Test
	void a_stop_is_confirmed_once_and_a_start_takes_it_back() throws Exception {
		assertThat(this.stops.said(NUMBER, false, NINE, NINE, "e0")).as("nothing to take back").isFalse();
		assertThat(this.stops.said(NUMBER, true, NINE.plusSeconds(60), NINE.plusSeconds(60), "e1")).isTrue();
		assertThat(this.stops.said(NUMBER, true, NINE.plusSeconds(60), NINE.plusSeconds(60), "e1")).as("once more")
			.isTrue();
		assertThat(this.stops.said(NUMBER, true, NINE.plusSeconds(120), NINE.plusSeconds(120), "e2")).isFalse();
		assertThat(this.stops.find(null, null, 10)).singleElement()
			.satisfies((stop) -> assertThat(stop.eventId()).isEqualTo("e1"));
		assertThat(this.stops.said(NUMBER, false, NINE.plusSeconds(180), NINE.plusSeconds(180), "e3")).isTrue();
		assertThat(this.stops.find(null, null, 10)).isEmpty();
	}

	@Test
	void a_lift_holds_against_what_was_said_before_and_not_against_what_is_said_after() throws Exception {
		Instant now = Instant.now();
		this.stops.said(NUMBER, true, now.minusSeconds(60), now.minusSeconds(60), "e1");
		assertThat(this.stops.byHand(NUMBER, false, "ann", "a mistake")).isTrue();
		assertThat(this.stops.byHand(NUMBER, false, "ann", "a mistake")).isFalse();
		this.stops.said(NUMBER, true, now.minusSeconds(60), now.minusSeconds(60), "e1");
		assertThat(this.stops.withholds(NUMBER)).as("the same delivery again").isFalse();
		// VoIPstudio's clock is behind ours
		this.stops.said(NUMBER, true, now.minusSeconds(30), now.plusSeconds(30), "e2");
		assertThat(this.stops.withholds(NUMBER)).isTrue();
		assertThat(this.stops.find(NUMBER, null, 10)).singleElement()
			.satisfies((stop) -> assertThat(stop.withheld()).isOne());
	}

	@Test
	void a_clock_that_is_ahead_does_not_outlast_a_later_start() throws Exception {
		this.stops.said(NUMBER, true, NINE.plusSeconds(1_000_000_000), NINE, "e1");
		assertThat(this.stops.said(NUMBER, false, NINE.plusSeconds(60), NINE.plusSeconds(60), "e2")).isTrue();
		assertThat(this.stops.withholds(NUMBER)).isFalse();
	}

	@Test
	void lists_go_on_where_a_page_ended() throws Exception {
		for (int i = 0; i < 5; i++) {
			this.stops.said("+4477009001" + (10 + i), true, NINE.plusSeconds(i / 2), NINE.plusSeconds(9), "e" + i);
		}
		List<TextStop> all = this.stops.find(null, null, 9);
		List<TextStop> paged = new ArrayList<>();
		String last = null;
		for (int i = 0; i < 3; i++) {
			List<TextStop> page = this.stops.find(null, last, 2);
			paged.addAll(page);
			last = page.get(page.size() - 1).cursor();
		}
		assertThat(paged).hasSize(5).isEqualTo(all);
	}

	private static ReceivedText text(String from, int number, String eventKey, int attempt) {
		return new ReceivedText(from, "441183211001", "hours " + number, NINE, Instant.now(), "e" + number, eventKey,
				attempt);
	}

	@Test
	void a_message_is_answered_once() throws Exception {
		assertThat(this.replies.claim(text("447700900123", 1, "k1", 1), "hours", false, null)).isNull();
		assertThat(this.replies.claim(text("447700900123", 1, "k2", 1), "hours", false, null)).as("another webhook")
			.isNotNull();
		assertThat(this.replies.claim(text("447700900123", 1, "k1", 2), "hours", false, null))
			.as("after a failure that is known")
			.isNull();
		assertThatExceptionOfType(PermanentFailure.class).as("killed in between")
			.isThrownBy(() -> this.replies.claim(text("447700900123", 1, "k1", 2), "hours", false, null))
			.withMessageContaining("not known");
		assertThat(this.replies.claim(text("447700900123", 1, "k1", 3), "hours", false, null)).as("redelivered by hand")
			.isNull();
		this.replies.sent(text("447700900123", 1, "k1", 3));
		assertThat(this.replies.claim(text("447700900123", 1, "k1", 4), "hours", false, null)).as("redelivered")
			.isNotNull();
	}

	@Test
	void of_many_nodes_one_answers_a_message_and_no_number_gets_more_than_allowed() throws Exception {
		ExecutorService nodes = Executors.newFixedThreadPool(4);
		try {
			List<Callable<Boolean>> claims = new ArrayList<>();
			for (int i = 0; i < 24; i++) {
				ReceivedText text = text("447700900124", i % 6, "k" + i, 1);
				claims.add(() -> replies("3/1h").claim(text, "hours", false, null) == null);
			}
			int answered = 0;
			for (Future<Boolean> each : nodes.invokeAll(claims)) {
				answered += each.get() ? 1 : 0;
			}
			assertThat(answered).isEqualTo(3);
			assertThat(this.replies.latest("+447700900124", 50)).hasSize(6);
		}
		finally {
			nodes.shutdown();
		}
	}

	@Test
	void our_own_numbers_are_not_answered() throws Exception {
		assertThat(this.replies.claim(text("441183211001", 1, "k1", 1), "hours", false, null)).isNotNull();
		assertThat(this.replies.claim(text("442079460123", 2, "k2", 1), "hours", false, null)).contains("our own");
		assertThat(this.replies.claim(text("447700900123", 3, "k3", 1), "hours", false, null)).isNull();
		ReceivedText back = new ReceivedText("441183211001", "441183211002", "hours", NINE, Instant.now(), "e4", "k4",
				1);
		assertThat(this.replies.claim(back, "hours", false, null)).contains("our own");
	}

	@Test
	void a_text_from_days_ago_is_not_answered() throws Exception {
		ReceivedText old = new ReceivedText("447700900123", "441183211001", "hours", NINE,
				Instant.now().minusSeconds(90_000), "e1", "k1", 1);
		assertThat(this.replies.claim(old, "hours", false, null)).contains("older than a day");
	}

	@Test
	void a_bound_that_is_none_is_refused() {
		for (String wrong : List.of("", "3", "0/1h", "3/0h", "3/1w", "3/99d")) {
			assertThatIllegalArgumentException().as(wrong)
				.isThrownBy(() -> new ReplyBounds(wrong, ""))
				.withMessageContaining("text-replies.at-most");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> new ReplyBounds("3/1h", "our number"));
	}

}
