package io.switchboard;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.delivery.queue.DeliveredAtOnce;
import io.switchboard.followup.PlainDesk;
import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.FinalRule;
import io.switchboard.voipstudio.PhoneNumbers;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

/**
 * A test of the store and of the rooms that read and write its tables. It starts in a
 * second: no background work, no routes, no port and no pages. The class uses SQLite; a
 * subclass with {@link PostgresqlDatabase} asks PostgreSQL the same.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(providers = SharedContext.class)
@SpringBootTest(classes = StoreTest.Rooms.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "display.time-zone=Europe/London", "follow-up.enabled=false", "follow-up.due=30m",
				"follow-up.escalate=1h" })
@ContextConfiguration(initializers = TemporaryData.class)
@TestExecutionListeners(listeners = { SharedContext.class, DependencyInjectionTestExecutionListener.class })
public @interface StoreTest {

	/**
	 * The beans of each room that need only the store. It is not a {@code Configuration},
	 * because a whole Switchboard would find it.
	 */
	@EnableConfigurationProperties(DataSourceProperties.class)
	@ConfigurationPropertiesScan({ "io.switchboard.inbox", "io.switchboard.calls", "io.switchboard.audit",
			"io.switchboard.followup" })
	@ImportAutoConfiguration({ JdbcTemplateAutoConfiguration.class, FlywayAutoConfiguration.class })
	@ComponentScan(
			basePackages = { "io.switchboard.store", "io.switchboard.inbox", "io.switchboard.delivery",
					"io.switchboard.calls", "io.switchboard.history", "io.switchboard.console.counts",
					"io.switchboard.reconciliation", "io.switchboard.audit", "io.switchboard.followup" },
			excludeFilters = @Filter(type = FilterType.REGEX,
					pattern = { Rooms.RUNS_BY_ITSELF, Rooms.STANDS_ON_MORE, ".*Tests.*" }))
	@Import({ DeliveredAtOnce.class, PhoneNumbers.class, FinalRule.class, AnsweredRule.class, PlainDesk.class })
	class Rooms {

		static final String RUNS_BY_ITSELF = ".*\\.(Retention|FilingCheck|NumberFill|CallProjector|SettlingJob|EventCounting|FollowUpJob|FolderDesk|CallBack)";

		static final String STANDS_ON_MORE = "io\\.switchboard\\.(delivery|history|console|reconciliation)\\.(?!("
				+ "table\\.DeliveryTable|table\\.PausedRoutes|table\\.FinishedDeliveries|RunTable|HeardCalls|CallFiling|counts\\.EventCountTable|counts\\.EventCounts"
				+ "|AuditTrail|EventQueries|EventTimes|EventConditions|PastEvents|Events|DeliveryConditions|DeadLetters|Arrivals|CallTroubles|CallStories|RouteTraffic|RouteHistory)$).*";

		@Bean
		SimpleMeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
