package io.switchboard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Long text is sent compressed; an answer to a webhook never is. */
@SwitchboardTest
class CompressionTests {

	@Autowired
	Client client;

	@BeforeEach
	void something_is_there() {
		for (int i = 0; i < 30; i++) {
			this.client.accept(Samples.read("unrouted.hold"));
		}
	}

	@Test
	void pages_rows_json_styles_and_scripts_are_a_fraction_of_what_they_were() throws Exception {
		String page = unpacked(get("/events", "Accept", "text/html"));
		for (String path : new String[] { "/events", "/api/events", "/v3/api-docs", "/actuator/prometheus",
				found(page, "/console/console-[^\"]*\\.css"), found(page, "/console/console-[^\"]*\\.js"),
				found(page, "/webjars/htmx[^\"]*\\.js") }) {
			HttpResponse<byte[]> reply = get(path, "Accept", "*/*");
			assertThat(reply.headers().firstValue("Content-Encoding")).as(path).contains("gzip");
			assertThat(unpacked(reply).length()).as(path).isGreaterThan(2 * reply.body().length);
		}
		HttpResponse<byte[]> rows = get("/events", "HX-Request", "true");
		assertThat(unpacked(rows).length()).as("a live list").isGreaterThan(8 * rows.body().length);
	}

	@Test
	void a_webhook_is_answered_as_it_was() throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.client.webhook() + "/" + Client.KEY))
			.header("Accept-Encoding", "gzip")
			.POST(HttpRequest.BodyPublishers.ofString(Samples.read("unrouted.hold").toString()))
			.build();
		HttpResponse<String> reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(reply.headers().firstValue("Content-Encoding")).isEmpty();
		assertThat(reply.body()).contains("status");
	}

	private HttpResponse<byte[]> get(String path, String name, String value) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.client.port() + path))
			.header("Authorization", "Bearer " + Client.TOKEN)
			.header("Accept-Encoding", "gzip")
			.header(name, value)
			.build();
		HttpResponse<byte[]> reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
		assertThat(reply.statusCode()).as(path).isEqualTo(200);
		return reply;
	}

	private static String unpacked(HttpResponse<byte[]> reply) throws IOException {
		return new String(new GZIPInputStream(new ByteArrayInputStream(reply.body())).readAllBytes(),
				java.nio.charset.StandardCharsets.UTF_8);
	}

	private static String found(String page, String pattern) {
		Matcher link = Pattern.compile(pattern).matcher(page);
		assertThat(link.find()).as(pattern).isTrue();
		return link.group();
	}

}
