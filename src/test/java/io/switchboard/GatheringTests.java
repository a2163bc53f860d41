package io.switchboard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A channel that gathers the events of a quiet period and delivers them as one. */
@Order(1)
class GatheringTests extends DeliveryPolicyBench {

	@Test
	void a_storm_is_one_delivery_for_each_key() {
		List<String> sales = storm("sales", 12, "");
		List<String> support = storm("support", 3, "");
		String first = waiting(sales);
		assertThat(delivery(first).path("history").get(0).path("error").asText()).startsWith("gathers until ");
		assertThat(handedOver("sales")).isEmpty();
		// one member of the group represents the group
		act("deliveries/" + of(other(sales, first)).path("id") + "/redeliver");
		await().until(() -> delivery(first).path("status").asText().equals("delivered"));
		assertThat(handedOver("sales")).hasSize(1);
		assertThat(handedOver("sales").get(0)).hasSize(String.join(" ", sales).length());
		assertThat(handedOver("sales").get(0).split(" ")).containsExactlyInAnyOrderElementsOf(sales);
		JsonNode whole = delivery(first);
		assertThat(whole.path("gathered")).extracting((each) -> each.path("event_id").asText())
			.containsExactlyInAnyOrderElementsOf(sales.stream().filter((each) -> !each.equals(first)).toList());
		assertThat(sales).filteredOn((each) -> !each.equals(first))
			.allSatisfy(
					(each) -> assertThat(of(each).path("gathered_with").asLong()).isEqualTo(whole.path("id").asLong()));
		// the other key waits on
		assertThat(handedOver("support")).isEmpty();
		assertThat(delivery(waiting(support)).path("status").asText()).isEqualTo("pending");
		assertThat(this.client.data("/api/deliveries?route=gathering&status=gathered")).hasSizeGreaterThanOrEqualTo(13);
		assertThat(this.client.data("/api/deliveries?route=gathering&status=delivered"))
			.noneMatch((each) -> each.path("gathered_with").isNumber());
		// what comes later opens a window of its own
		List<String> later = storm("sales", 1, "");
		assertThat(waiting(later)).isEqualTo(later.get(0));
	}

	@Test
	void a_dead_letter_is_the_whole() {
		List<String> ids = storm("doomed", 4, "\"fail\":1");
		String first = waiting(ids);
		long whole = of(first).path("id").asLong();
		act("deliveries/" + whole + "/redeliver");
		awaitStatus(first, "dead");
		assertThat(ids).filteredOn((each) -> of(each).path("status").asText().equals("dead")).containsExactly(first);
		act("deliveries/" + of(other(ids, first)).path("id") + "/discard");
		assertThat(of(first).path("status").asText()).isEqualTo("discarded");
		act("deliveries/" + of(other(ids, first)).path("id") + "/redeliver");
		awaitStatus(first, "delivered");
		// the same events, in the same order
		assertThat(handedOver("doomed")).hasSize(2);
		assertThat(handedOver("doomed").get(0)).isEqualTo(handedOver("doomed").get(1));
		assertThat(handedOver("doomed").get(0).split(" ")).containsExactlyInAnyOrderElementsOf(ids);
	}

	@Test
	void a_window_ends_by_itself() {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			ids.add(post("brief", calls.incrementAndGet(), i, "\"dst_name\":\"brief ones\""));
		}
		await().until(() -> handedOver("brief ones").stream().mapToInt((each) -> each.split(" ").length).sum() == 5);
		assertThat(handedOver("brief ones").stream().flatMap((each) -> Stream.of(each.split(" "))))
			.containsExactlyInAnyOrderElementsOf(ids);
		await().until(() -> ids.stream().noneMatch((each) -> of(each).path("status").asText().equals("pending")));
	}

	private List<String> storm(String team, int number, String fields) {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			// some of them of one call
			ids.add(post("gathering", (i % 2 == 0) ? calls.incrementAndGet() : calls.get(), i,
					"\"team\":\"%s\"%s".formatted(team, fields.isEmpty() ? "" : "," + fields)));
		}
		return ids;
	}

	/** The first of a window that all of them have joined. */
	private String waiting(List<String> ids) {
		await().until(() -> ids.stream()
			.filter((each) -> of(each).path("status").asText().equals("gathered"))
			.count() == ids.size() - 1
				&& ids.stream()
					.anyMatch((each) -> of(each).path("attempts").asInt() == 1
							&& of(each).path("status").asText().equals("pending")));
		return ids.stream()
			.filter((each) -> of(each).path("status").asText().equals("pending"))
			.findFirst()
			.orElseThrow();
	}

	private JsonNode of(String event) {
		List<JsonNode> deliveries = this.client.deliveries(event);
		return deliveries.isEmpty() ? MissingNode.getInstance() : deliveries.get(0);
	}

	private static String other(List<String> ids, String first) {
		return ids.stream().filter((each) -> !each.equals(first)).findAny().orElseThrow();
	}

	private static List<String> handedOver(String key) {
		synchronized (ran) {
			return ran.stream()
				.filter((each) -> each.startsWith(key + ": "))
				.map((each) -> each.substring(key.length() + 2))
				.toList();
		}
	}

}
