package io.switchboard.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.switchboard.settings.SettingLookup;
import io.switchboard.store.StorableText;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class SentKeepingTests {

	private final MockEnvironment settings = new MockEnvironment().withProperty("crm.token", "do-not-tell-it");

	private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

	private final Answered answered = new Answered();

	private SentKeeping keeping(boolean keep, int most) {
		SentKeeping keeping = new SentKeeping(new SentSettings(keep, DataSize.ofBytes(most), Duration.ofDays(7), false),
				new SettingLookup(this.settings));
		keeping.begin(this.exchange, this.answered);
		return keeping;
	}

	@Test
	void nothing_is_kept_unless_it_is_wanted() {
		SentKeeping keeping = keeping(false, 1000);
		keeping.sending(this.exchange, "mail", Map.of("to", "a@b.test"));
		assertThat(SentKeeping.isHeard(this.exchange)).isFalse();
		assertThat(this.answered.copies().all()).isEmpty();
	}

	@Test
	void no_secret_gets_into_it_wherever_it_stands() {
		SentKeeping keeping = keeping(true, 10_000);
		keeping.sending(this.exchange, "http",
				Map.of("request", "POST https://u:p@crm.test/x?api_key=123&a=do-not-tell-it", "headers",
						Map.of("Authorization", "Bearer abc", "X-Api-Key", "abc", "Accept", "text/plain"), "body",
						"{\"password\":\"abc\",\"deep\":[{\"user_token\":\"abc\"}],\"note\":\"do-not-tell-it\"}"));
		keeping.sent(this.exchange, Map.of("status", 200, "answer_headers", Map.of("Set-Cookie", "s=abc"), "answer",
				"{\"access_token\":\"abc\"}"));
		keeping.sending(this.exchange, "row", Map.of("values", Map.of("api_token", "abc", "name", "Jane")));
		List<SentCopy> copies = this.answered.copies().all();
		assertThat(copies.toString() + copies.get(0).facts() + copies.get(1).facts())
			.contains("Jane", "text/plain", "200")
			.doesNotContain("abc", "do-not-tell-it", "123", "u:p");
	}

	@Test
	void a_copy_is_bounded_and_longer_texts_are_cut() {
		SentKeeping keeping = keeping(true, 10_000);
		keeping.sending(this.exchange.copy(), "http", Map.of("body", "x".repeat(3000)));
		Exchange copy = this.exchange.copy();
		keeping.sending(copy, "http", Map.of("body", "y".repeat(1000)));
		keeping.sent(copy, Map.of("status", 500, "answer", "z".repeat(9000)));
		keeping.sending(this.exchange, "mail", Map.of("html", "h".repeat(50_000)));
		keeping.sending(this.exchange, "mail", Map.of("html", "h"));
		List<SentCopy> copies = this.answered.copies().all();
		assertThat(copies).hasSize(3);
		assertThat(copies.get(1).facts()).containsEntry("status", 500).containsEntry("answer", "z".repeat(4096) + "…");
		assertThat(copies.get(2).facts().get("html").toString()).hasSizeLessThan(2000).endsWith("…");
		for (int room = 1; room < 9; room++) {
			Answered other = new Answered();
			other.copies().allow(room);
			other.copies().add(new SentCopy(Instant.EPOCH, "http", Map.of("body", "😀".repeat(9))));
			assertThat(other.copies().all().get(0).facts().get("body").toString()).matches(StorableText::isStorable);
		}
		assertThat(copies.stream().mapToInt((each) -> each.facts().toString().length()).sum()).isLessThan(10_500);
	}

}
