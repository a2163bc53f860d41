package io.switchboard.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.Client;
import io.switchboard.voipstudio.PlatformTime;
import io.switchboard.voipstudio.api.ApiStub;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The calls that are filed from records, and those that are not. */
@Order(2)
class ReconciliationTests extends ReconciliationBench {

	@Test
	void a_missed_queue_call_that_nobody_told_of_becomes_exactly_one_mail() throws Exception {
		int before = this.mails.messages().size();
		// its own number, because mails of earlier tests may still be in flight
		records(Records.missed(1, ago(20)).put("src", "447700900321"));
		reconciliation().run();
		assertThat(this.client.routes("reconciled.1")).containsExactlyInAnyOrder("queue-missed-call-to-email",
				"queue-missed-call-to-database", "call-ended-to-database", "call-ended-to-crm");
		reconciliation().run();
		assertThat(filed()).containsExactly("reconciled.1");
		assertThat(this.jdbc.queryForObject("select count(*) from event", Integer.class)).isEqualTo(1);
		int mailed = 0;
		for (var mail : this.mails.messages().subList(before, this.mails.messages().size())) {
			mailed += mail.getSubject().equals("Missed call from 447700900321 in Support") ? 1 : 0;
		}
		assertThat(mailed).isOne();
	}

	@Test
	void what_was_told_to_a_store_that_a_backup_replaces_is_not_filed_again() {
		records(Records.missed(1, ago(60)), Records.missed(2, ago(20)));
		reconciliation(Duration.ZERO, ago(30)).run();
		assertThat(filed()).containsExactly("reconciled.2");
	}

	@Test
	void the_api_tells_what_was_reconciled_from_what_came() {
		String webhook = hear("call.ringing", 5, 5L, null);
		records(Records.missed(1, ago(20)));
		reconciliation().run();
		assertThat(ids("/api/events?reconciled=true")).containsExactly("reconciled.1");
		assertThat(ids("/api/events?reconciled=false")).containsExactly(webhook);
		assertThat(this.client.data("/api/events/reconciled.1").path("reconciled").asBoolean()).isTrue();
		assertThat(this.client.data("/api/events/" + webhook).path("reconciled").asText()).isEqualTo("false");
		assertThat(this.client.api("/api/events?reconciled=maybe").statusCode()).isEqualTo(400);
	}

	@Test
	void a_call_that_was_heard_of_is_left_alone() {
		records(LongStream.rangeClosed(1, 9).mapToObj((id) -> Records.missed(id, ago(20))).toList());
		hear("call.hangup", live(1), null, null);
		hear("call.missed", live(2), live(2), "true");
		hear("call.missed", live(3), null, null);
		hear("call.hangup", 777, live(4), "false");
		hear("call.missed", 778, live(5), "\"TRUE\"");
		hear("call.hangup", live(6), 779L, null);
		hear("call.missed", 780, live(7), "false");
		hear("call.missed", live(8), live(8), "\"false\"");
		hear("call.ringing", live(9), live(9), "true");
		double heard = counted("heard");
		reconciliation().run();
		assertThat(filed()).as("the end of a leg is not the end of its call")
			.containsExactlyInAnyOrder("reconciled.4", "reconciled.7", "reconciled.8", "reconciled.9");
		reconciliation().run();
		assertThat(filed()).hasSize(4);
		assertThat(counted("heard") - heard).as("each of them once").isEqualTo(5);
	}

	@Test
	void a_leg_that_said_the_same_but_was_not_the_last_hides_nothing() {
		ObjectNode cdr = Records.missed(1, ago(20));
		this.client.post("""
				{"id":"%s","event_name":"call.missed","state":"HANGUP","call_id":%d,"event_time":"%s","final":false}"""
			.formatted(Client.newId(), live(1), PlatformTime.format(ago(20))));
		records(cdr);
		reconciliation().run();
		assertThat(filed()).containsExactly("reconciled.1");
	}

	@Test
	void only_calls_within_the_window_that_have_settled_are_filed() {
		Instant settled = this.clock.instant().minus(SETTLE);
		Instant oldest = this.clock.instant().minus(WINDOW);
		records(Records.missed(4, settled), Records.missed(3, settled.minusSeconds(1)), Records.missed(2, oldest),
				Records.missed(1, oldest.minusSeconds(1)));
		reconciliation().run();
		assertThat(filed()).containsExactlyInAnyOrder("reconciled.3", "reconciled.2");
		this.clock.goOn(Duration.ofSeconds(1));
		reconciliation().run();
		assertThat(filed()).containsExactlyInAnyOrder("reconciled.4", "reconciled.3", "reconciled.2");
	}

	@Test
	void a_long_call_whose_record_is_new_does_not_end_the_walk() {
		ObjectNode longCall = Records.answered(3, ago(20)).put("duration", 8 * 3600).put("billsec", 8 * 3600);
		longCall.put("calldate", PlatformTime.format(ago(20).minusSeconds(8 * 3600)));
		ObjectNode old = Records.missed(2, ago(600));
		records(longCall, old, Records.missed(1, ago(30)));
		reconciliation().run();
		assertThat(filed()).containsExactlyInAnyOrder("reconciled.3", "reconciled.1");
	}

	@Test
	void one_record_of_a_call_is_enough() {
		records(Records.missed(4, ago(20)).put("live_id", live(1)), Records.missed(3, ago(20)).put("is_root", false),
				Records.missed(2, ago(20)).putNull("is_root").put("root_live_id", live(1)),
				Records.missed(1, ago(20)).putNull("is_root"));
		reconciliation().run();
		assertThat(filed()).containsExactly("reconciled.1");
	}

	@Test
	void a_call_that_another_queue_answered_is_no_missed_call() {
		records(answeredInBilling(2), Records.missed(1, ago(25)));
		reconciliation().run();
		reconciliation().run();
		assertAnsweredInBilling();
		assertThat(this.table.state().callsFiled()).as("it is one call").isOne();
	}

	@Test
	void a_page_that_ends_between_the_records_of_a_call_hides_no_leg() {
		API.when(get(urlPathEqualTo(CDRS)), ApiStub.json(200, "{\"data\":[]}"));
		page(1, List.of(Records.missed(1, ago(25))));
		page(2, List.of(answeredInBilling(2)));
		reconciliation().run();
		assertAnsweredInBilling();
	}

	private void assertAnsweredInBilling() {
		assertThat(filed()).containsExactlyInAnyOrder("reconciled.1", "reconciled.2");
		assertThat(wanted("reconciled.1")).containsExactly("unrouted");
		assertThat(wanted("reconciled.2")).contains("call-ended-to-crm").doesNotContain("queue-missed-call-to-email");
	}

	/** Where an event goes, whether it has arrived or not. */
	private List<String> wanted(String id) {
		return this.jdbc.queryForList(
				"select route from delivery where event_seq = (select seq from event where id = ?)", String.class, id);
	}

	@Test
	void a_call_that_goes_on_in_another_queue_is_left_alone() {
		hear("call.missed", live(1), live(1), "false");
		hear("call.connected", live(700), live(1), null);
		await().atMost(Duration.ofMinutes(2))
			.until(() -> this.jdbc.queryForObject("select count(*) from call where root_call_id = ? and legs = 2",
					Integer.class, live(1)) == 1);
		records(Records.missed(1, ago(20)));
		reconciliation().run();
		assertThat(filed()).isEmpty();
	}

	/** The queue Billing answered the call that began as number 1. */
	private ObjectNode answeredInBilling(long id) {
		return Records.answered(id, ago(20))
			.put("root_live_id", live(1))
			.put("is_root", false)
			.put("context", "QUEUE")
			.put("dst", "2002")
			.put("dst_name", "Billing");
	}

	@Test
	void a_webhook_that_took_the_id_of_a_record_hides_no_call() {
		this.client.post("{\"id\":\"reconciled.1\",\"event_name\":\"call.hangup\",\"call_id\":5}");
		records(Records.missed(1, ago(20)));
		reconciliation().run();
		reconciliation().run();
		List<String> ours = filed();
		ours.remove("reconciled.1");
		assertThat(ours).hasSize(1).allMatch((id) -> id.startsWith("reconciled.1."));
		assertThat(this.client.routes(ours.get(0))).contains("queue-missed-call-to-email");
	}

	private List<String> ids(String path) {
		List<String> ids = new ArrayList<>();
		this.client.data(path).forEach((event) -> ids.add(event.path("id").asText()));
		return ids;
	}

}
