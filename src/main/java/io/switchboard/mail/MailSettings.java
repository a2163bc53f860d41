package io.switchboard.mail;

import java.time.Duration;
import java.util.Map;

import io.switchboard.declared.Within;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The mail server.
 *
 * @param host its name; empty, in the demo, for the built-in one
 * @param port its port, 0 for the usual one
 * @param username empty for a server that asks for none
 * @param password the secret that goes with it
 * @param from who sends our mail
 * @param security how the connection is protected
 * @param oauth the name of a client of {@code oauth.*} that signs in instead of a
 * password; empty for none
 * @param keepConnection how long a connection is kept for the next mail; 0: each mail has
 * its own
 * @param properties passed on to the mail client, by their own names, such as
 * {@code mail.smtp.localhost}
 */
@Validated
@ConfigurationProperties("mail")
record MailSettings(@DefaultValue("") String host, @Within(least = "0", most = "65535") @DefaultValue("0") int port,
		@DefaultValue("") String username, @DefaultValue("") String password, @DefaultValue("") String from,
		@NotNull Security security, @DefaultValue("") String oauth,
		@Within(least = "0s", most = "1h") @DefaultValue("5s") Duration keepConnection,
		@DefaultValue Map<String, String> properties) {

	enum Security {

		/** Not at all: only within one machine. */
		NONE,
		/** STARTTLS, required. */
		STARTTLS,
		/** TLS from the first byte. */
		TLS

	}

	int effectivePort() {
		if (this.port > 0) {
			return this.port;
		}
		return switch (this.security) {
			case NONE -> 25;
			case STARTTLS -> 587;
			case TLS -> 465;
		};
	}

	@Override
	public String toString() {
		return "MailSettings[" + this.host + ":" + effectivePort() + ", " + this.security + "]";
	}

}
