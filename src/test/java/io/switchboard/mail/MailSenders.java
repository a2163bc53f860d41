package io.switchboard.mail;

import java.util.Map;

import io.switchboard.oauth.AccessTokens;
import org.apache.camel.component.mail.JavaMailSender;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Mail senders as the application makes them, for tests of other rooms. */
public final class MailSenders {

	private MailSenders() {
	}

	/** To a server on this machine. */
	public static JavaMailSender to(int port) {
		MailSettings settings = new Binder(new MapConfigurationPropertySource(Map.of("mail.host", "127.0.0.1",
				"mail.port", String.valueOf(port), "mail.security", "none", "mail.keep-connection", "0s")))
			.bind("mail", MailSettings.class)
			.get();
		return new MailConfiguration().mailSender(settings,
				new StaticListableBeanFactory().getBeanProvider(DemoMailServer.class), (AccessTokens) null);
	}

}
