package io.switchboard;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.followup.MissedCallers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Follow-ups in the API. */
@SwitchboardTest
class FollowUpsApiTests {

	private static final String JANE = "447700900123";

	@Autowired
	Client client;

	@Autowired
	ApplicationContext application;

	private MissedCallers callers;

	private Instant now;

	@BeforeEach
	void begin_with_nothing() {
		this.callers = new MissedCallers(this.application);
		this.callers.forget();
		this.now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
	}

	@Test
	void who_waits_longest_comes_first_page_by_page() throws SQLException {
		long second = this.callers.missed(JANE, "Support", ago(10));
		long first = this.callers.missed("447700900456", "Billing", ago(20));
		long third = this.callers.missed("447700900789", "Support", ago(5));
		assertThat(ids("")).containsExactly(first, second, third);
		HttpResponse<String> page = this.client.api("/api/follow-ups?limit=2");
		String next = Client.json(page.body()).path("next").asText();
		assertThat(ids("?limit=2&cursor=" + next)).containsExactly(third);
		assertThat(ids("?team=Support")).containsExactly(second, third);
		assertThat(ids("?number=07700%20900456")).containsExactly(first);
		assertThat(ids("?number=0789")).containsExactly(third);
		assertThat(ids("?state=closed")).isEmpty();
		assertThat(ids("?state=waiting&owner=nobody")).isEmpty();
		JsonNode one = this.client.data("/api/follow-ups/" + second);
		assertThat(one.at("/follow_up/number").asText()).isEqualTo("+447700900123");
		assertThat(one.at("/follow_up/waiting_since").asText()).isEqualTo(ago(10).toString());
		assertThat(one.at("/history/0/what").asText()).isEqualTo("tried");
		assertThat(this.client.api("/api/follow-ups/999999").statusCode()).isEqualTo(404);
	}

	@Test
	void somebody_takes_it_puts_it_off_closes_it_and_opens_it_again() throws SQLException {
		long id = this.callers.missed(JANE, "Support", ago(10));
		assertThat(act(id, "take").at("/data/follow_up/owner").asText()).isEqualTo("api");
		String until = this.now.plus(1, ChronoUnit.HOURS).toString();
		assertThat(act(id, "snooze?until=" + until + "&reason=lunch").at("/data/follow_up/state").asText())
			.isEqualTo("snoozed");
		assertThat(act(id, "snooze").path("parameter").asText()).isEqualTo("until");
		String body = "{\"until\":\"%s\",\"reason\":\"dinner\"}".formatted(until);
		assertThat(act(id, "snooze", body).at("/data/follow_up/last_note").asText()).isEqualTo("dinner");
		assertThat(act(id, "snooze", "{\"untill\":\"%s\"}".formatted(until)).path("status").asInt()).isEqualTo(400);
		assertThat(act(id, "snooze?until=2020-01-31T08:00:00Z").path("status").asInt()).isEqualTo(400);
		assertThat(act(id, "close").path("parameter").asText()).isEqualTo("reason");
		assertThat(act(id, "close?reason=%20").path("parameter").asText()).isEqualTo("reason");
		assertThat(act(id, "close?reason=spam").at("/data/follow_up/reason").asText()).isEqualTo("spam");
		JsonNode late = act(id, "close?reason=me%20too");
		assertThat(late.path("status").asInt()).isEqualTo(409);
		assertThat(late.path("detail").asText()).isEqualTo("It is closed already: spam");
		assertThat(act(id, "reopen?reason=no").at("/data/follow_up/state").asText()).isEqualTo("taken");
		assertThat(act(id, "reopen").path("detail").asText()).isEqualTo("It is open already.");
		assertThat(act(999_999, "take").path("status").asInt()).isEqualTo(404);
		assertThat(act(id, "take?x=1").path("status").asInt()).isEqualTo(400);
		JsonNode audit = this.client.data("/api/audit?action=follow-up&subject=" + id);
		assertThat(audit).extracting((entry) -> entry.path("action").asText())
			.containsExactly("follow-up.reopen", "follow-up.close", "follow-up.snooze", "follow-up.snooze",
					"follow-up.take");
		assertThat(audit.get(1).path("reason").asText()).isEqualTo("spam");
	}

	@Test
	void voipstudio_rings_a_phone_of_the_account_and_then_theirs() throws SQLException {
		long id = this.callers.missed(JANE, "Support", ago(10));
		assertThat(act(id, "call?phone=9999").path("parameter").asText()).isEqualTo("phone");
		assertThat(this.client.data("/api/follow-ups/" + id).at("/follow_up/owner").isNull())
			.as("who has no phone takes nothing")
			.isTrue();
		assertThat(act(id, "call").path("detail").asText()).contains("say which extension rings");
		JsonNode called = act(id, "call?phone=1002");
		assertThat(called.at("/data/follow_up/owner").asText()).isEqualTo("api");
		assertThat(called.at("/data/history").findValuesAsText("what")).containsExactly("tried", "taken", "called");
		JsonNode refused = act(id, "call?phone=1005");
		assertThat(refused.path("status").asInt()).as("a user without a phone").isEqualTo(502);
		assertThat(refused.path("detail").asText()).startsWith("VoIPstudio API:");
	}

	@Test
	void all_of_them_as_csv() throws SQLException {
		this.callers.missed(JANE, "=1+1", ago(10));
		this.callers.missed("447700900456", "Support", ago(20));
		this.callers.calledBack("447700900456", ago(1));
		HttpResponse<String> csv = this.client.api("/api/follow-ups.csv");
		assertThat(csv.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/csv"));
		assertThat(csv.body().lines()).hasSize(3);
		assertThat(csv.body()).startsWith("id,number,team,state,owner,tries,waiting_since,")
			.contains(",'+447700900123,'=1+1,open,", "Ann called back.");
		assertThat(this.client.api("/api/follow-ups.csv?state=waiting").body().lines()).hasSize(2);
	}

	@Test
	void how_many_were_called_back_and_how_soon() throws SQLException {
		this.callers.missed(JANE, "Support", ago(50));
		this.callers.calledBack(JANE, ago(30));
		this.callers.missed("447700900456", "Support", ago(50));
		this.callers.calledBack("447700900456", ago(10));
		this.callers.missed("447700900789", "Support", ago(5));
		JsonNode figures = this.client.data("/api/follow-ups/figures?days=2");
		long[] sums = new long[4];
		figures.forEach((each) -> {
			assertThat(each.path("team").asText()).isEqualTo("Support");
			sums[0] += each.path("opened").asLong();
			sums[1] += each.path("reached").asLong();
			sums[2] += each.path("within_half_an_hour").asLong();
			sums[3] += each.path("same_day").asLong();
		});
		assertThat(sums[0]).isEqualTo(3);
		assertThat(sums[1]).isEqualTo(2);
		assertThat(sums[2]).isEqualTo(1);
		assertThat(sums[3]).as("around midnight it is fewer").isBetween(0L, 2L);
		assertThat(this.client.api("/api/follow-ups/figures.csv?days=2").body()).startsWith(
				"day,team,opened,reached,within_half_an_hour,same_day,share_within_half_an_hour,share_same_day,withheld");
		assertThat(this.client.api("/api/follow-ups/figures?days=32").statusCode()).isEqualTo(400);
	}

	private Instant ago(int minutes) {
		return this.now.minus(minutes, ChronoUnit.MINUTES);
	}

	private Iterable<Long> ids(String query) {
		return this.client.data("/api/follow-ups" + query).findValuesAsText("id").stream().map(Long::valueOf).toList();
	}

	private JsonNode act(long id, String action) {
		return act(id, action, "");
	}

	private JsonNode act(long id, String action, String body) {
		return Client.json(
				this.client
					.send("POST", "http://localhost:%d/api/follow-ups/%d/%s".formatted(this.client.port(), id, action),
							body.getBytes(StandardCharsets.UTF_8), "Authorization", "Bearer " + Client.TOKEN,
							"Content-Type", "application/json")
					.body());
	}

}
