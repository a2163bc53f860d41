package io.switchboard.simulator;

import java.util.Arrays;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * The simulator alone, as a web server: no Camel, no database, no mail, no security but
 * its own. It imports the configurations that it needs, because a list of exclusions
 * would grow with Switchboard. It has no stereotype, so that Switchboard's own component
 * scan does not find it.
 */
@ImportAutoConfiguration({ PropertyPlaceholderAutoConfiguration.class, ConfigurationPropertiesAutoConfiguration.class,
		LifecycleAutoConfiguration.class, JacksonAutoConfiguration.class, ValidationAutoConfiguration.class,
		HttpMessageConvertersAutoConfiguration.class, ServletWebServerFactoryAutoConfiguration.class,
		DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class })
@ComponentScan
@ConfigurationPropertiesScan
class SimulatorApplication {

	/** Starts it on this machine alone, unless the command line names an address. */
	static ConfigurableApplicationContext start(String... args) {
		SpringApplication application = new SpringApplication(SimulatorApplication.class);
		application.setAdditionalProfiles("simulator");
		application.setDefaultProperties(Map.of("server.address", "127.0.0.1"));
		application.setBannerMode(Banner.Mode.OFF);
		return application
			.run(Arrays.stream(args).filter((arg) -> !arg.startsWith("--simulate")).toArray(String[]::new));
	}

}
