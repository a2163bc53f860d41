package io.switchboard;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlDecideAnewTests extends DecideAnewTests {

	/** A node with a newer switchboard that owns shards and runs nothing. */
	private static final String ANOTHER = """
			with revision as (insert into switchboard_revision (digest, first_seen_at, seen_at) values ('newer', now(), now()) returning number)
			insert into node (name, seen_at, revision, digest, routes)
			select 'another', now() + interval '1 hour', number, 'newer', 'switchboard unrouted fresh-to-email' from revision
			returning term""";

	@Test
	void what_this_node_decides_while_another_has_a_newer_switchboard_is_marked() {
		await().until(() -> this.client.data("/api/nodes").get(0).path("switchboard").isTextual());
		long another = this.jdbc.queryForObject(ANOTHER, Long.class);
		Set<String> marked = new HashSet<>();
		Set<String> delivered = new HashSet<>();
		Set<String> all = new HashSet<>();
		try {
			assertThat(this.client.data("/api/nodes")).extracting((node) -> node.path("older").asBoolean())
				.containsExactly(true, false);
			// a real node accepts nothing before the others know it
			await().until(() -> this.client.data("/api/nodes").get(0).path("shards").asInt() < 64);
			// the other half of all calls is the other node's
			await().until(() -> {
				all.add(this.client.accept(Samples.read("unrouted.hold")).path("id").asText());
				all.forEach((id) -> this.client.deliveries(id).forEach((delivery) -> {
					if (delivery.path("route").asText().equals("unrouted")) {
						assertThat(delivery.path("decided_by_older").isTextual()).as("marked").isTrue();
						marked.add(id);
						if (delivery.path("status").asText().equals("delivered")) {
							delivered.add(id);
						}
					}
				}));
				// there is nothing to decide before one of them is done, and half of them
				// are another's
				return marked.size() > 2 && !delivered.isEmpty();
			});
			assertThat(this.client
				.send("POST", "http://localhost:" + this.client.port() + "/api/decide-anew?older=true", new byte[0],
						"Authorization", "Bearer " + Client.TOKEN)
				.statusCode()).isEqualTo(409);
		}
		finally {
			this.jdbc.update("delete from node where term = ?", another);
		}
		all.forEach(this.client::delivered);
		assertThat(this.client.act("decide-anew?older=true", "").path("matched").asInt())
			.isGreaterThanOrEqualTo(marked.size());
		assertThat(
				this.jdbc.queryForObject("select count(*) from delivery where decided_by is not null", Integer.class))
			.isZero();
	}

}
