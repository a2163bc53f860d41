package io.switchboard.delivery.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.delivery.cluster.LeasedOwnership;
import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.SoleOwnership;
import io.switchboard.delivery.cluster.Work;
import io.switchboard.store.Store;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

	@Bean(destroyMethod = "close")
	Ownership ownership(Store store, HikariDataSource dataSource, DeliverySettings settings) {
		return store.dialect().isShared() ? new LeasedOwnership(store, dataSource, settings.lease())
				: new SoleOwnership();
	}

	@Bean
	Work work(Dispatcher dispatcher) {
		return dispatcher.work();
	}

	@Bean(destroyMethod = "")
	Dispatcher dispatcher(Engine engine) {
		return engine.dispatcher();
	}

}
