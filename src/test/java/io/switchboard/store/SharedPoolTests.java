package io.switchboard.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Pages and deliveries share one pool of connections. */
class SharedPoolTests {

	private final SharedPool pool = new SharedPool();

	private final ExecutorService console = Executors.newCachedThreadPool();

	private final CountDownLatch pages = new CountDownLatch(1);

	@BeforeEach
	void four_connections(@TempDir Path folder) {
		this.pool.setJdbcUrl("jdbc:sqlite:" + folder.resolve("pool.db"));
		this.pool.setMaximumPoolSize(4);
		this.pool.setConnectionTimeout(2000);
	}

	@AfterEach
	void close() {
		this.pages.countDown();
		this.console.shutdownNow();
		this.pool.close();
	}

	@Test
	void pages_have_half_of_the_connections_however_many_wait() throws Exception {
		List<Future<?>> waiting = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			waiting.add(this.console.submit(() -> {
				SharedPool.<SQLException, InterruptedException>asGuest(() -> {
					try (Connection connection = this.pool.getConnection()) {
						this.pages.await();
						assertThat(connection.isClosed()).isFalse();
					}
				});
				return null;
			}));
		}
		await().until(() -> this.pool.getHikariPoolMXBean() != null
				&& this.pool.getHikariPoolMXBean().getActiveConnections() == 2);
		try (Connection door = this.pool.getConnection(); Connection delivery = this.pool.getConnection()) {
			assertThat(door.isValid(1)).isTrue();
			assertThat(delivery.isValid(1)).isTrue();
			assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(4);
		}
		this.pages.countDown();
		await().until(() -> waiting.stream().allMatch(Future::isDone));
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

	@Test
	void a_guest_that_needs_a_second_connection_does_not_wait_for_itself() throws Exception {
		SharedPool.<SQLException, RuntimeException>asGuest(() -> {
			for (int i = 0; i < 5; i++) {
				try (Connection one = this.pool.getConnection();
						Connection two = this.pool.getConnection();
						Connection three = this.pool.getConnection()) {
					assertThat(List.of(one, two, three)).doesNotHaveDuplicates();
					one.close();
				}
			}
		});
		assertThat(this.pool.getHikariPoolMXBean().getActiveConnections()).isZero();
	}

}
