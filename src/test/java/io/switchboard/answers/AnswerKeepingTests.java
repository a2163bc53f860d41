package io.switchboard.answers;

import java.util.List;
import java.util.Map;

import io.switchboard.settings.SettingLookup;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** The answers to an attempt that are stored. */
class AnswerKeepingTests {

	private static final CamelContext camel = new DefaultCamelContext();

	private final StandardEnvironment settings = new StandardEnvironment();

	private final Answered answered = new Answered();

	private Exchange exchange(boolean keep, long most) {
		TestPropertyValues.of("crm.token=do-not-tell").applyTo(this.settings);
		Exchange exchange = new DefaultExchange(camel);
		new AnswerKeeping(new AnswerSettings(keep, DataSize.ofBytes(most)), new SettingLookup(this.settings))
			.begin(exchange, this.answered);
		return exchange;
	}

	@AfterAll
	static void close() throws Exception {
		camel.close();
	}

	@Test
	void answers_are_kept_in_their_order() {
		Exchange exchange = exchange(true, 10_000);
		AnswerKeeping.heard(exchange, "GET cdrs?live_id=7", Map.of("disposition", "BUSY"));
		AnswerKeeping.heard(exchange.copy(), "GET https://crm.test/x", 404, "nobody");
		AnswerKeeping.heard(exchange, "GET calls/7", null);
		assertThat(this.answered.all()).containsExactly(
				new Answer("GET cdrs?live_id=7", null, "{\"disposition\":\"BUSY\"}"),
				new Answer("GET https://crm.test/x", 404, "nobody"), new Answer("GET calls/7", null, "null"));
	}

	@Test
	void no_secret_is_kept() {
		Exchange exchange = exchange(true, 10_000);
		AnswerKeeping.heard(exchange, "GET https://u:p@crm.test/x?api_key=123&a=do-not-tell", 200,
				"{\"access_token\": \"123\", \"of\": [{\"password\": \"123\", \"id\": 5}], \"a\": \"do-not-tell\"}");
		AnswerKeeping.heard(exchange, "POST login", Map.of("user_token", "123", "user_id", 5));
		assertThat(this.answered.all().toString() + this.answered.all().stream().map(Answer::request).toList()
				+ this.answered.all().stream().map(Answer::answer).toList())
			.contains("***", "5", "https://***@crm.test/x?api_key=***")
			.doesNotContain("123", "do-not-tell", "u:p");
	}

	@Test
	void all_answers_of_an_attempt_have_one_bound() {
		Exchange exchange = exchange(true, 100);
		assertThat(AnswerKeeping.most(exchange)).isEqualTo(100);
		AnswerKeeping.heard(exchange, "a", 200, "x".repeat(50));
		AnswerKeeping.heard(exchange, "b", 200, "x".repeat(50));
		AnswerKeeping.heard(exchange, "c", 200, "x".repeat(40));
		AnswerKeeping.heard(exchange, "d".repeat(3000), 200, "");
		assertThat(this.answered.all()).extracting(Answer::request).containsExactly("a", "c");
	}

	@Test
	void what_is_no_data_is_left_out_and_nothing_is_kept_where_that_is_not_wanted() {
		Exchange exchange = exchange(true, 10_000);
		AnswerKeeping.heard(exchange, "a", camel);
		AnswerKeeping.heard(exchange, "a", Map.of("it", new Object()));
		Exchange other = exchange(false, 10_000);
		AnswerKeeping.heard(other, "a", List.of(1));
		AnswerKeeping.heard(new DefaultExchange(camel), "a", List.of(1));
		assertThat(AnswerKeeping.most(other)).isZero();
		assertThat(this.answered.all()).isEmpty();
	}

}
