package plain;

import javax.sql.DataSource;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

@SpringBootApplication
public class PlainApplication {

	public static void main(String[] args) {
		SpringApplication.run(PlainApplication.class, args);
	}

	@Bean
	JdbcMessageIdRepository seen(DataSource dataSource) {
		return new JdbcMessageIdRepository(dataSource, "webhook");
	}

	/** A webhook that is stored once, before the 2xx: platform-http, unmarshal, idempotent consumer, sql. */
	@Component
	static class WebhookRoute extends RouteBuilder {

		@Override
		public void configure() {
			from("platform-http:/webhooks/voipstudio/{key}?httpMethodRestrict=POST").routeId("webhook")
				.convertBodyTo(String.class)
				.setProperty("raw", body())
				.unmarshal()
				.json(JsonLibrary.Jackson, java.util.Map.class)
				.idempotentConsumer(simple("${body[id]}"))
				.idempotentRepository("seen")
				.skipDuplicate(true)
				.to("sql:insert into event (id, event_name, context, call_id, root_call_id, event_time, body) "
						+ "values (:#${body[id]}, :#${body[event_name]}, :#${body[context]}, :#${body[call_id]}, "
						+ ":#${body[root_call_id]}, :#${body[event_time]}, :#${exchangeProperty.raw})")
				.end()
				.removeHeaders("*")
				.setHeader("Content-Type", constant("application/json"))
				.setBody(constant("{\"status\":\"accepted\"}"));
		}

	}

}
