package io.switchboard.console.login;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.SwitchboardTest;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every list can be exported whole as CSV, and no cell is a formula. */
@SwitchboardTest
class CsvTests {

	/** Pages whose tables are no lists: help, parts of a page, and the simulator. */
	private static final Set<String> NO_LISTS = Set.of("/keys", "/setup", "/overview/figures", "/overview/table",
			"/play", "/play/rows");

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	JavaMailSender sender;

	@Autowired
	List<RequestMappingHandlerMapping> mappings;

	@ParameterizedTest
	@ValueSource(strings = { "events", "deliveries", "calls", "audit" })
	void its_columns_are_the_fields_of_the_api(String list) throws IOException {
		this.client.delivered(this.client.accept(Samples.read("call-ended-to-crm")).path("id").asText());
		this.client.send("POST", "http://localhost:%d/api/routes/unrouted/resume".formatted(this.client.port()),
				new byte[0], "Authorization", "Bearer " + Client.TOKEN);
		await().until(() -> !this.client.data("/api/" + list + "?limit=1").isEmpty());
		JsonNode latest = this.client.data("/api/" + list + "?limit=1").path(0);
		List<String> fields = new ArrayList<>();
		latest.fieldNames().forEachRemaining(fields::add);
		HttpResponse<String> csv = this.client.api("/api/" + list + ".csv");
		assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
		assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow()).contains(list + ".csv");
		List<CSVRecord> rows = read(csv.body());
		assertThat(rows.get(0).toList()).containsExactlyElementsOf(fields);
		assertThat(rows).hasSizeGreaterThan(1);
	}

	@Test
	void a_list_of_several_pages_is_whole_and_filtered() throws IOException {
		String name = "call.counted" + System.nanoTime();
		for (int i = 0; i < 510; i++) {
			this.client.post("{\"id\":\"%s\",\"event_name\":\"%s\"}".formatted(Client.newId(), name));
		}
		List<CSVRecord> rows = read(this.client.api("/api/events.csv?event_name=" + name).body());
		assertThat(rows).hasSize(511);
		assertThat(rows.stream().skip(1).map((row) -> row.get(0)).distinct()).hasSize(510);
		assertThat(this.client.api("/api/events.csv?event_nam=" + name).statusCode()).isEqualTo(400);
	}

	@Test
	void what_a_spreadsheet_would_run_is_a_text_there() throws IOException {
		ObjectNode event = this.client.accept(Samples.read("queue-missed-call-to-email")
			.put("src_name", "=cmd|' /C calc'!A0, \"quoted\"")
			.put("dst_name", "two\nlines"));
		String call = event.path("call_id").asText();
		await().until(() -> !this.client.data("/api/calls?call_id=" + call).isEmpty());
		CSVRecord row = read(this.client.api("/api/calls.csv?call_id=" + call).body()).get(1);
		assertThat(row.toList()).contains("'=cmd|' /C calc'!A0, \"quoted\"", "two\nlines")
			.noneMatch((value) -> value.startsWith("="));
	}

	@Test
	void the_page_leads_to_its_list_with_the_filters_as_it_writes_them() {
		Visitor vera = new Visitor(this.client.port());
		assertThat(vera.logIn("vera", "correct horse", "/")).isEqualTo("/");
		String page = "/events?event_name=call.dtmf&from=2026-01-31T08:00&call=5";
		assertThat(vera.get(page).body()).contains("/events.csv?event_name=call.dtmf&amp;call=5&amp;from=");
		HttpResponse<String> led = vera.get("/events.csv?event_name=call.dtmf&from=2026-01-31T08:00&call=5");
		assertThat(led.headers().firstValue("Location").orElseThrow()).contains("/api/events.csv?event_name=call.dtmf&",
				"root_call_id=5", "from=2026-01-31T0", "%3A00Z");
		assertThat(vera.get("/dead-letters.csv").headers().firstValue("Location").orElseThrow())
			.endsWith("/api/deliveries.csv?status=dead");
		assertThat(vera.get("/api/audit.csv").statusCode()).isEqualTo(200);
	}

	/**
	 * Every page that shows a list, also one that was added last, offers it as CSV, and
	 * nothing in it is a formula.
	 */
	@Test
	void each_page_with_a_list_offers_it_and_it_is_safe() throws Exception {
		seedFormulas();
		Visitor otto = new Visitor(this.client.port());
		assertThat(otto.logIn("otto", "correct horse", "/")).isEqualTo("/");
		Map<String, String> lists = new TreeMap<>();
		for (String page : this.mappings.stream().flatMap(CsvTests::pages).sorted().toList()) {
			String html = otto.get(page).body();
			if (html.contains("class=\"list") && !NO_LISTS.contains(page)) {
				Matcher link = Pattern.compile("id=\"csv\" href=\"([^\"]+)\"").matcher(html);
				lists.put(page, link.find() ? link.group(1).replace("&amp;", "&") : "none");
			}
		}
		assertThat(lists).doesNotContainValue("none")
			.containsKeys("/", "/events", "/deliveries", "/calls", "/audit", "/alerts", "/routes", "/views", "/texts",
					"/mailbox", "/deliveries/bulk", "/backfills");
		List<String> urls = new ArrayList<>(lists.values());
		urls.addAll(List.of("/api/nodes.csv", "/api/on-call.csv", "/follow-ups.csv"));
		List<String> texts = new ArrayList<>();
		for (String url : urls) {
			HttpResponse<String> csv = otto.get(url);
			csv = (csv.statusCode() == 302) ? otto.get(csv.headers().firstValue("Location").orElseThrow()) : csv;
			assertThat(csv.statusCode()).as(url).isEqualTo(200);
			assertThat(csv.headers().firstValue("Content-Type")).as(url).hasValue("text/csv;charset=UTF-8");
			assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).as(url).startsWith("attachment");
			read(csv.body()).forEach((row) -> texts.addAll(row.toList()));
		}
		assertThat(texts).contains("'=1+1 view", "'=1+1 mail", "'=1+1 stop")
			.noneMatch((text) -> text.matches("(?s)\\s*[=+@-].*"));
	}

	private void seedFormulas() throws Exception {
		this.jdbc.update("""
				insert into saved_view (list, name, query, owner, created_by, created_at)
				values ('/events', '=1+1 view', 'status=accepted', null, 'otto', '2026-11-26T12:00:00.000Z')""");
		MimeMessage message = new MimeMessage(this.sender.getSession());
		message.setFrom("switchboard@localhost");
		message.setRecipients(MimeMessage.RecipientType.TO, "support@localhost");
		message.setSubject("=1+1 mail");
		message.setText("text");
		this.sender.send(message);
		assertThat(this.client
			.send("POST",
					"http://localhost:%d/api/text-stops/stop?number=447700900987&reason=%%3D1%%2B1+stop"
						.formatted(this.client.port()),
					new byte[0], "Authorization", "Bearer " + Client.TOKEN)
			.statusCode()).isEqualTo(200);
	}

	/** The pages without a variable in their path. */
	private static Stream<String> pages(RequestMappingHandlerMapping mapping) {
		return mapping.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((each) -> each.getValue().getBeanType().getName().startsWith("io.switchboard.console.")
					&& each.getValue().getMethod().getReturnType().equals(String.class)
					&& each.getKey().getMethodsCondition().getMethods().equals(Set.of(RequestMethod.GET))
					&& each.getKey().getHeadersCondition().isEmpty() && each.getKey().getParamsCondition().isEmpty())
			.flatMap((each) -> each.getKey().getPatternValues().stream())
			.filter((path) -> !path.contains("{") && !path.contains("."));
	}

	private static List<CSVRecord> read(String text) throws IOException {
		try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
			return parser.getRecords();
		}
	}

}
