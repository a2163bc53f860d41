package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.SwitchboardTest;
import io.switchboard.answers.SentSettings;
import io.switchboard.history.SentByDelivery;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A viewer sees no buttons, and cannot act without them either. */
@SwitchboardTest
class ViewerTests {

	@Autowired
	Client client;

	@Autowired
	SentByDelivery sent;

	@Test
	void a_viewer_sees_dead_letters_without_buttons() {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\"}".formatted(id));
		await().until(() -> this.client.data("/api/deliveries?status=dead&event_id=" + id).size() > 0);
		long dead = this.client.data("/api/deliveries?status=dead&event_id=" + id).path(0).path("id").asLong();
		Visitor vera = logged("vera");
		assertThat(vera.get("/dead-letters").body()).contains("call.missed").doesNotContain("Redeliver", "ticked");
		assertThat(vera.get("/deliveries/" + dead).body()).contains("Attempt 1").doesNotContain("Redeliver", "Discard");
		assertThat(vera.get("/deliveries/redeliver?list=dead-letters").statusCode()).isEqualTo(403);
		assertThat(vera.post("/deliveries/redeliver?list=dead-letters", "").statusCode()).isEqualTo(403);
		assertThat(vera.post("/deliveries/" + dead + "/discard", "").statusCode()).isEqualTo(403);
		Visitor otto = logged("otto");
		assertThat(otto.get("/dead-letters").body()).contains("Redeliver all…");
		assertThat(otto.post("/deliveries/" + dead + "/discard", "").statusCode()).isEqualTo(302);
		assertThat(this.client.data("/api/deliveries?status=dead&event_id=" + id)).isEmpty();
	}

	@Test
	void a_viewer_asks_where_an_event_would_go_and_pauses_nothing() {
		String page = "/routes/dtmf-to-database";
		Visitor vera = logged("vera");
		assertThat(vera.get(page).body()).contains("Where would this event go?").doesNotContain("/pause");
		assertThat(vera.post(page + "/pause", "").statusCode()).isEqualTo(403);
		String event = "event=%7B%22id%22%3A%22x%22%2C%22event_name%22%3A%22call.dtmf%22%7D";
		assertThat(vera.post(page + "/decide", event).body()).contains("would go to");
		Visitor otto = logged("otto");
		assertThat(otto.get(page).body()).contains("/pause");
		assertThat(otto.post(page + "/pause", "").statusCode()).isEqualTo(302);
		assertThat(otto.get(page).body()).contains("Paused.", "Resume");
		assertThat(otto.post(page + "/resume", "").statusCode()).isEqualTo(302);
	}

	@Test
	void a_viewer_starts_no_dry_run_and_sees_none() {
		Visitor vera = logged("vera");
		assertThat(vera.get("/routes/dry-run").body()).contains("An operator can start one.")
			.doesNotContain("id=\"dry-run\"");
		assertThat(vera.post("/routes/dry-run", "since=1h").statusCode()).isEqualTo(403);
		Visitor otto = logged("otto");
		assertThat(otto.get("/routes/dry-run").body()).contains("id=\"dry-run\"");
		assertThat(otto.post("/routes/dry-run", "since=1h").statusCode()).isEqualTo(302);
		await().until(() -> otto.get("/routes/dry-run").body().contains("no file differs"));
		assertThat(vera.get("/routes/dry-run").body()).doesNotContain("no file differs");
		assertThat(otto.post("/routes/dry-run/forget", "").statusCode()).isEqualTo(302);
		assertThat(otto.get("/routes/dry-run").body()).doesNotContain("no file differs");
	}

	@Test
	void a_viewer_sees_no_preview_and_makes_no_sample() {
		String preview = "/routes/sms-received-to-email/preview";
		String sample = "sample=sms-received-to-email";
		Visitor vera = logged("vera");
		assertThat(vera.get(preview + "?" + sample).body()).contains("An operator can see one.")
			.doesNotContain("What it would do");
		assertThat(vera.get(preview + "/mail?number=0&" + sample).statusCode()).isEqualTo(403);
		assertThat(vera.get("/samples/new?event=x&route=y").body()).contains("An operator can make one.");
		assertThat(vera.get("/samples/file?event=x&route=y").statusCode()).isEqualTo(403);
		Visitor otto = logged("otto");
		assertThat(otto.get(preview + "?" + sample).body()).contains("What it would do");
		assertThat(otto.get(preview + "/mail?number=0&" + sample).statusCode()).isEqualTo(200);
		assertThat(otto.get(preview + "?sample=../../../pom").body()).contains("The folder has no route");
		assertThat(otto.get("/samples/new?event=x&route=y").statusCode()).isEqualTo(404);
	}

	@Test
	void a_viewer_saves_views_for_herself_alone() {
		String view = "list=%2Fcalls&query=queue%3DSupport&name=Hers";
		Visitor vera = logged("vera");
		assertThat(vera.post("/views", view).statusCode()).isEqualTo(302);
		assertThat(vera.get("/calls").body()).contains("Hers");
		assertThat(vera.post("/views", view + "+shared&shared=true").statusCode()).isEqualTo(302);
		assertThat(vera.get("/calls").body()).doesNotContain("Hers shared");
		Visitor otto = logged("otto");
		assertThat(otto.get("/calls").body()).doesNotContain("Hers");
		String id = vera.get("/views").body().replaceAll("(?s).*/views/(\\d+)/delete.*", "$1");
		assertThat(otto.get("/views/" + id).statusCode()).isEqualTo(404);
		otto.post("/views/" + id + "/delete", "");
		assertThat(vera.get("/calls").body()).contains("Hers");
		assertThat(vera.post("/views", "list=%2Fnowhere&name=x").statusCode()).isEqualTo(400);
		vera.post("/views/" + id + "/delete", "");
		assertThat(vera.get("/calls").body()).doesNotContain("Hers");
	}

	/** The personal data of each copy, on each page and operation. */
	@Test
	void a_viewer_sees_nothing_of_what_was_said_where_that_is_set() throws Exception {
		ObjectNode event = Samples.read("queue-missed-call-to-email");
		String id = this.client.accept(event.put("src", "447700900986").put("src_name", "Xanthippe Quux"))
			.path("id")
			.asText();
		List<String> places = new ArrayList<>();
		for (JsonNode delivery : this.client.delivered(id)) {
			String number = delivery.path("id").asText();
			JsonNode sent = this.client.data("/api/deliveries/" + number + "/sent");
			if (!sent.isEmpty()) {
				places.add("/api/deliveries/" + number + "/sent");
			}
			for (JsonNode each : sent) {
				String copy = "/deliveries/%s/sent/%s/%s".formatted(number, each.path("attempt").asText(),
						each.path("number").asText());
				places.add(copy);
				if (each.path("kind").asText().equals("mail")) {
					places.add(copy + "/mail");
				}
			}
		}
		Visitor vera = logged("vera");
		Visitor otto = logged("otto");
		assertThat(places).hasSizeGreaterThan(4)
			.allSatisfy((each) -> assertThat(vera.get(each).statusCode()).isEqualTo(200));
		assertThat(places).filteredOn((each) -> otto.get(each).body().contains("Xanthippe")).hasSizeGreaterThan(2);
		SentSettings before = (SentSettings) ReflectionTestUtils.getField(this.sent, "settings");
		try {
			ReflectionTestUtils.setField(this.sent, "settings",
					new SentSettings(true, before.maxSize(), before.retention(), true));
			assertThat(places).allSatisfy((each) -> assertThat(vera.get(each).body()).as(each)
				.doesNotContain("Xanthippe", "447700900986", "7700 900986"));
			assertThat(places).filteredOn((each) -> otto.get(each).body().contains("Xanthippe")).hasSizeGreaterThan(2);
		}
		finally {
			ReflectionTestUtils.setField(this.sent, "settings", before);
		}
	}

	private Visitor logged(String user) {
		Visitor visitor = new Visitor(this.client.port());
		assertThat(visitor.logIn(user, "correct horse", "/")).isEqualTo("/");
		return visitor;
	}

}
