package io.switchboard.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.simulator.account.Account;
import io.switchboard.simulator.account.ApiCondition;
import io.switchboard.simulator.account.SimulatorSettings;
import io.switchboard.simulator.platform.PlatformDoor;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile({ "demo", "simulator" })
class SimulatorConfiguration {

	@Bean
	FilterRegistrationBean<PlatformDoor> platformDoor(SimulatorSettings settings, ApiCondition condition,
			Account account, ObjectMapper json) {
		FilterRegistrationBean<PlatformDoor> door = new FilterRegistrationBean<>(
				new PlatformDoor(settings, condition, account, json));
		door.addUrlPatterns("/simulator/v1.1/*", "/simulator/v1.2/*");
		return door;
	}

}
