package io.switchboard;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

@CamelSpringBootTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhook.key=" + Client.KEY, "api.token=" + Client.TOKEN, "routes.reload=off",
				"webhook.rate=5/h", "webhook.trusted-proxies=127.0.0.0/8,::1",
				"spring.datasource.url=jdbc:sqlite:${data.dir}/switchboard.db?busy_timeout=200" })
@Import(Client.class)
@ContextConfiguration(initializers = TemporaryData.class)
class StoreAwayTests {

	@Autowired
	Client client;

	@Value("${data.dir}")
	String data;

	@Test
	void a_store_that_cannot_commit_is_never_answered_2xx() throws Exception {
		String id = Client.newId();
		try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + this.data + "/switchboard.db");
				Statement statement = other.createStatement()) {
			statement.execute("begin immediate");
			HttpResponse<String> refused = post(id, "10.0.0.1");
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After")).isPresent();
			assertThat(refused.body()).isEqualTo("{\"status\":\"unavailable\"}");
			HttpResponse<String> problem = act("/api/routes/unrouted/pause", "*/*");
			assertThat(problem.statusCode()).isEqualTo(503);
			assertThat(problem.headers().firstValue("Retry-After")).isPresent();
			assertThat(problem.headers().firstValue("Content-Type").orElseThrow())
				.isEqualTo("application/problem+json");
			assertThat(problem.body()).contains("The store does not answer.");
			HttpResponse<String> page = act("/routes/unrouted/pause", "text/html");
			assertThat(page.statusCode()).isEqualTo(503);
			assertThat(page.body()).contains("The store does not answer.", "aria-label=\"Pages\"");
			statement.execute("rollback");
		}
		assertThat(post(id, "10.0.0.1").body()).isEqualTo("{\"status\":\"accepted\"}");
		assertThat(this.client.routes(id)).containsExactly("unrouted");
	}

	@Test
	void who_sends_too_much_is_told_to_wait_and_others_are_not() {
		for (int i = 0; i < 5; i++) {
			assertThat(post(Client.newId(), "evil, 10.0.0.2").statusCode()).isEqualTo(200);
		}
		HttpResponse<String> refused = post(Client.newId(), "10.9.9.9, 10.0.0.2");
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow())).isBetween(600L, 720L);
		assertThat(this.client
			.send("POST", this.client.webhook() + "/" + Client.KEY + "?X-Forwarded-For=10.0.0.4", "{}".getBytes(),
					"X-Forwarded-For", "10.9.9.8", "X-Forwarded-For", "10.0.0.2")
			.statusCode()).isEqualTo(429);
		assertThat(this.client
			.send("POST", this.client.webhook() + "/" + Client.KEY, new byte[300_000], "X-Forwarded-For",
					"10.0.0.2:50001")
			.statusCode()).isEqualTo(429);
		assertThat(post(Client.newId(), "10.0.0.3").statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> act(String path, String accept) {
		return this.client.send("POST", "http://localhost:" + this.client.port() + path, new byte[0], "Authorization",
				"Bearer " + Client.TOKEN, "Accept", accept);
	}

	private HttpResponse<String> post(String id, String forwardedFor) {
		return this.client.send("POST", this.client.webhook() + "/" + Client.KEY,
				"{\"id\":\"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8), "X-Forwarded-For", forwardedFor);
	}

}
