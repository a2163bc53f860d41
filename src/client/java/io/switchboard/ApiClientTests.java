package io.switchboard;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.example.switchboard.ApiClient;
import org.example.switchboard.ApiException;
import org.example.switchboard.api.CallsApi;
import org.example.switchboard.api.CsvApi;
import org.example.switchboard.api.DeliveriesApi;
import org.example.switchboard.api.EventsApi;
import org.example.switchboard.api.FollowUpsApi;
import org.example.switchboard.api.OnCallApi;
import org.example.switchboard.api.RoutesApi;
import org.example.switchboard.model.Call;
import org.example.switchboard.model.Delivery;
import org.example.switchboard.model.DeliveryOfEvent;
import org.example.switchboard.model.Event;
import org.example.switchboard.model.EventWithBody;
import org.example.switchboard.model.PageListEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A client that a public generator has made of {@code docs/openapi.yaml} asks a
 * Switchboard: what the document promises is what a typed program gets.
 */
@SwitchboardTest
class ApiClientTests {

	@Autowired
	Client client;

	private ApiClient api;

	@BeforeEach
	void a_program_with_the_token() {
		this.api = new ApiClient();
		this.api.updateBaseUri("http://localhost:" + this.client.port());
		this.api.setReadTimeout(Duration.ofSeconds(30));
		this.api.setRequestInterceptor((request) -> request.header("Authorization", "Bearer " + Client.TOKEN));
	}

	@Test
	void an_event_and_its_deliveries_are_read_with_their_types() throws ApiException {
		String id = this.client.accept(Samples.read("call-ended-to-database")).path("id").asText();
		EventWithBody event = new EventsApi(this.api).getEvent(id, 30).getData();
		assertThat(event.getEventName()).isEqualTo("call.hangup");
		assertThat(event.getReceivedAt()).isBetween(OffsetDateTime.now().minusMinutes(5), OffsetDateTime.now());
		assertThat(event.getReconciled()).isFalse();
		assertThat(event.getReason()).isNull();
		assertThat(event.getBody()).isInstanceOf(Map.class);
		assertThat(event.getDeliveries()).extracting(DeliveryOfEvent::getStatus).containsOnly("delivered");
		Event listed = new EventsApi(this.api)
			.listEvents(id, null, null, null, null, null, null, null, OffsetDateTime.now().minusHours(1), null, null,
					null)
			.getData()
			.get(0);
		assertThat(listed.getRootCallId()).isEqualTo(event.getRootCallId());
	}

	@Test
	void pages_are_followed_to_their_end() throws ApiException {
		List<String> sent = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			sent.add(0, this.client.accept(Samples.read("dtmf-to-database")).path("id").asText());
		}
		List<String> read = new ArrayList<>();
		String cursor = null;
		do {
			PageListEvent page = new EventsApi(this.api).listEvents(null, "call.dtmf", null, "accepted", null, null,
					null, null, null, null, 2, cursor);
			assertThat(page.getData()).hasSizeLessThanOrEqualTo(2);
			page.getData().forEach((event) -> read.add(event.getId()));
			cursor = page.getNext();
		}
		while (cursor != null && !read.containsAll(sent));
		assertThat(read).doesNotHaveDuplicates().containsSubsequence(sent);
	}

	@Test
	void a_delivery_is_redelivered_and_a_call_is_found() throws ApiException {
		JsonNode event = this.client.accept(Samples.read("queue-missed-call-to-database"));
		String id = event.path("id").asText();
		this.client.delivered(id);
		DeliveriesApi deliveries = new DeliveriesApi(this.api);
		Delivery delivery = deliveries
			.listDeliveries("delivered", "queue-missed-call-to-database", id, null, null, null, null, null, null, null,
					null)
			.getData()
			.get(0);
		assertThat(delivery.getRedeliveries()).isZero();
		assertThat(deliveries.redeliverDelivery(delivery.getId()).getData().getRedeliveries()).isOne();
		await().untilAsserted(() -> assertThat(deliveries.getDelivery(delivery.getId()).getData().getStatus())
			.isEqualTo("delivered"));
		assertThat(deliveries.redeliverMany(null, null, id, null, null, null, null, null, null, null, true, null, null)
			.getData()
			.getMatched()).isZero();
		await().untilAsserted(() -> {
			List<Call> calls = new CallsApi(this.api)
				.listCalls(null, null, event.path("call_id").asLong(), null, null, null, null, null, null, null, null)
				.getData();
			assertThat(calls).singleElement().extracting(Call::getQueue).isEqualTo("Support");
		});
	}

	@Test
	void a_failure_is_a_problem_with_its_parameter() {
		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> new EventsApi(this.api).listEvents(null, null, "nonsense", null, null, null, null, null,
					null, null, null, null))
			.satisfies((failure) -> {
				assertThat(failure.getCode()).isEqualTo(400);
				assertThat(failure.getResponseHeaders().firstValue("Content-Type").orElse(""))
					.startsWith("application/problem+json");
				assertThat(Client.json(failure.getResponseBody()).path("parameter").asText())
					.isEqualTo("context_kind");
			});
		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> new DeliveriesApi(this.api).getDelivery(99999999L))
			.satisfies((failure) -> assertThat(failure.getCode()).isEqualTo(404));
		this.api.setRequestInterceptor((request) -> request.header("Authorization", "Bearer wrong"));
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> new RoutesApi(this.api).listRoutes())
			.satisfies((failure) -> assertThat(failure.getCode()).isEqualTo(401));
	}

	@Test
	void everything_else_that_is_listed_can_be_read_too() throws ApiException {
		this.client.accept(Samples.read("dtmf-to-database"));
		assertThat(new RoutesApi(this.api).listRoutes().getData()).extracting((route) -> route.getState())
			.contains("running");
		assertThat(new RoutesApi(this.api).getRoute("dtmf-to-database").getData().getFailingSince()).isNull();
		assertThat(new RoutesApi(this.api).getReload().getData().getLoadedAt()).isNotNull();
		assertThat(new OnCallApi(this.api).listOnCall().getData()).isNotNull();
		assertThat(new FollowUpsApi(this.api).listFollowUps(null, null, null, null, null, null).getData()).isNotNull();
		assertThat(new EventsApi(this.api).countEvents("hour").getData().getStart()).isNotEmpty();
		assertThat(new CsvApi(this.api).exportEvents(null, "call.dtmf", null, null, null, null, null, null, null, null))
			.content()
			.contains("call.dtmf");
	}

	/** Each list of the API, also one that was added last, and what is written as CSV. */
	@Test
	void each_list_is_read_with_its_types() throws Exception {
		this.client.accept(Samples.read("dtmf-to-database"));
		Path classes = Path.of(EventsApi.class.getProtectionDomain().getCodeSource().getLocation().toURI())
			.resolve(EventsApi.class.getPackageName().replace('.', '/'));
		List<String> read = new ArrayList<>();
		try (Stream<Path> files = Files.list(classes)) {
			for (Path file : files.filter((each) -> each.toString().matches(".*[a-z]Api\\.class")).toList()) {
				Class<?> type = Class.forName(
						EventsApi.class.getPackageName() + "." + file.getFileName().toString().replace(".class", ""));
				Object part = type.getConstructor(ApiClient.class).newInstance(this.api);
				for (Method list : lists(type)) {
					assertThat(list.invoke(part, new Object[list.getParameterCount()])).as(list.getName()).isNotNull();
					read.add(list.getName());
				}
			}
		}
		assertThat(read).contains("listEvents", "listBulkOperations", "listBackfills", "listAlerts",
				"listAlertChannels", "listTextStops", "listAudit", "listNodes", "exportViews", "exportOnCall",
				"exportBulkOperations");
	}

	/** Those that need no parameter. The calls of a telephone and what a delivery sent do. */
	private static Collection<Method> lists(Class<?> type) {
		Map<String, Method> lists = new TreeMap<>();
		for (Method each : type.getMethods()) {
			if (each.getName().matches("(list|export)[A-Z].*")
					&& !each.getName().matches("listSent.*|listPhoneCalls.*|.*WithHttpInfo")) {
				lists.merge(each.getName(), each,
						(one, other) -> (one.getParameterCount() < other.getParameterCount()) ? one : other);
			}
		}
		return lists.values();
	}

}
