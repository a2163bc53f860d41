package io.switchboard;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order in which beans stop. Spring stops the dependents of a bean together with it,
 * even if they belong to a later phase. It counts them in the wrong phase, and then waits
 * for one bean too few.
 */
@SwitchboardTest
class StopOrderTests {

	@Autowired
	ConfigurableApplicationContext context;

	@Test
	void nothing_stops_while_what_stops_before_it_depends_on_it() {
		Map<String, SmartLifecycle> all = this.context.getBeansOfType(SmartLifecycle.class);
		assertThat(all).containsKeys("drain", "phones", "phoneStreams");
		all.forEach((name, bean) -> assertThat(this.context.getBeanFactory().getDependentBeans(name))
			.as("what depends on " + name)
			.filteredOn(all::containsKey)
			.allSatisfy((dependent) -> assertThat(all.get(dependent).getPhase()).as(dependent)
				.isGreaterThanOrEqualTo(bean.getPhase())));
	}

}
