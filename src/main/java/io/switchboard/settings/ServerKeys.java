package io.switchboard.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.text.Causes;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;
import org.springframework.core.env.ConfigurableEnvironment;

/** Whether the files for HTTPS are there, and the server can use them. */
final class ServerKeys {

	private static final List<String> SERVERS = List.of("server.ssl", "management.server.ssl");

	private static final List<String> FILES = List.of("certificate", "certificate-private-key", "trust-certificate",
			"trust-certificate-private-key", "key-store", "trust-store");

	private ServerKeys() {
	}

	static List<Unknown> wrong(ConfigurableEnvironment environment) {
		List<Unknown> wrong = new ArrayList<>();
		for (String server : SERVERS) {
			List<Unknown> missing = new ArrayList<>();
			for (String file : FILES) {
				missing(environment, server + "." + file, missing);
			}
			if (missing.isEmpty()) {
				unusable(environment, server, missing);
			}
			wrong.addAll(missing);
		}
		return wrong;
	}

	private static void missing(ConfigurableEnvironment environment, String name, List<Unknown> missing) {
		String value = Binder.get(environment).bind(name, String.class).orElse("").strip();
		String path = value.replaceFirst("^file:(?://(?=/))?", "");
		// a certificate may be the value itself, and other addresses are Spring's
		if (value.isEmpty() || value.startsWith("-----BEGIN") || path.matches("[a-z]{2,}:.*")) {
			return;
		}
		Path file = Path.of(path);
		String what = Files.isDirectory(file) ? "%s is a folder"
				: !Files.exists(file) ? "there is no file %s" : !Files.isReadable(file) ? "%s cannot be read" : null;
		if (what != null) {
			missing.add(SettingValues.at(environment, name, "%s: %s".formatted(name, what.formatted(path)),
					"Set it to the path of a file that this user may read."));
		}
	}

	/** A wrong password, a key of another certificate, or no PEM. */
	private static void unusable(ConfigurableEnvironment environment, String server, List<Unknown> wrong) {
		Ssl ssl = Binder.get(environment).bind(server, Ssl.class).orElse(null);
		if (ssl == null || !ssl.isEnabled() || ssl.getBundle() != null
				|| (ssl.getCertificate() == null && ssl.getKeyStore() == null)) {
			return;
		}
		try {
			SslBundle bundle = WebServerSslBundle.get(ssl);
			bundle.getStores().getKeyStore();
			bundle.createSslContext();
		}
		catch (RuntimeException ex) {
			Throwable root = Causes.root(ex);
			String name = server + ((ssl.getCertificate() != null) ? ".certificate" : ".key-store");
			wrong.add(SettingValues.at(environment, name,
					"%s: HTTPS cannot be served with it: %s".formatted(name, root.getMessage()),
					"Look at the certificate, its key and the passwords below %s.".formatted(server)));
		}
	}

}
