package io.switchboard.mail;

import java.util.Properties;

import io.switchboard.oauth.AccessTokens;
import jakarta.mail.util.StreamProvider;
import org.apache.camel.component.mail.JavaMailSender;
import org.eclipse.angus.mail.util.MailStreamProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {

	private static final String CONNECT_MILLIS = "10000";

	private static final String ANSWER_MILLIS = "30000";

	@Bean
	JavaMailSender mailSender(MailSettings settings, ObjectProvider<DemoMailServer> demo, AccessTokens tokens) {
		DemoMailServer builtIn = settings.host().isBlank() ? demo.getIfAvailable() : null;
		if (builtIn != null) {
			return sender("127.0.0.1", builtIn.port(), MailSettings.Security.NONE, settings);
		}
		MailSender sender = sender(settings.host(), settings.effectivePort(), settings.security(), settings);
		if (!settings.username().isBlank()) {
			sender.setUsername(settings.username());
			sender.setPassword(settings.password());
			sender.addAdditionalJavaMailProperty("mail." + sender.getProtocol() + ".auth", "true");
		}
		if (!settings.oauth().isBlank()) {
			signInByToken(sender, settings, tokens);
		}
		settings.properties().forEach((name, value) -> pass(sender, name, value));
		return sender;
	}

	private static void signInByToken(MailSender sender, MailSettings settings, AccessTokens tokens) {
		String client = settings.oauth().strip();
		if (!tokens.has(client)) {
			throw new InvalidConfigurationPropertyValueException("mail.oauth", client,
					"there is no oauth.%s in the settings".formatted(client));
		}
		if (settings.username().isBlank()) {
			throw new InvalidConfigurationPropertyValueException("mail.username", "",
					"with mail.oauth it is the mailbox that signs in");
		}
		sender.setTokens(tokens, client);
		sender.addAdditionalJavaMailProperty("mail." + sender.getProtocol() + ".auth.mechanisms", "XOAUTH2");
	}

	/** A property for SMTP also counts for SMTP with TLS. */
	private static void pass(MailSender sender, String name, String value) {
		Properties properties = sender.getJavaMailProperties();
		if (name.startsWith("mail.smtp.")) {
			properties.setProperty("mail." + sender.getProtocol() + name.substring("mail.smtp".length()), value);
		}
		properties.setProperty(name, value);
	}

	/**
	 * If it is not named, each part of each mail looks for it in all jars: that was a
	 * fifth of the time that deliveries took.
	 */
	static void nameProvider() {
		String provider = StreamProvider.class.getName();
		System.setProperty(provider, System.getProperty(provider, MailStreamProvider.class.getName()));
	}

	private static MailSender sender(String host, int port, MailSettings.Security security, MailSettings settings) {
		nameProvider();
		MailSender sender = new MailSender(settings.keepConnection());
		String protocol = (security == MailSettings.Security.TLS) ? "smtps" : "smtp";
		sender.setProtocol(protocol);
		sender.setHost(host);
		sender.setPort(port);
		Properties properties = sender.getJavaMailProperties();
		properties.setProperty("mail.%s.connectiontimeout".formatted(protocol), CONNECT_MILLIS);
		properties.setProperty("mail.%s.timeout".formatted(protocol), ANSWER_MILLIS);
		properties.setProperty("mail.%s.writetimeout".formatted(protocol), ANSWER_MILLIS);
		// who is refused keeps the mail from nobody else
		properties.setProperty("mail.%s.sendpartial".formatted(protocol), "true");
		properties.put("mail.%s.socketFactory".formatted(protocol), new BoundedSockets());
		properties.setProperty("mail.%s.socketFactory.fallback".formatted(protocol), "false");
		properties.setProperty("mail.%s.ssl.checkserveridentity".formatted(protocol), "true");
		if (security == MailSettings.Security.STARTTLS) {
			properties.setProperty("mail.smtp.starttls.enable", "true");
			properties.setProperty("mail.smtp.starttls.required", "true");
		}
		return sender;
	}

}
