package io.switchboard;

import io.switchboard.command.CommandLine;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpAutoConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Receives VoIPstudio webhooks, loses none, and routes each to where it is needed. */
@SpringBootApplication(
		exclude = { SpringBootPlatformHttpAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class })
@ConfigurationPropertiesScan
public class SwitchboardApplication {

	/**
	 * Starts Switchboard; or does what a command asks for.
	 * @param args Spring Boot's command line, for example {@code --server.port=8081}, or
	 * a command, for example {@code check}
	 */
	public static void main(String[] args) {
		if (CommandLine.isAskedFor(args)) {
			CommandLine.main(args);
			return;
		}
		SpringApplication.run(SwitchboardApplication.class, args);
	}

}
