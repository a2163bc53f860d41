package io.switchboard.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import io.switchboard.text.Causes;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationListener;

/**
 * The setting {@code tls.ca}: a PEM file with the certificates of a CA of one's own. It
 * is trusted beside Java's own CAs by all connections with Java's default settings: mail,
 * HTTP and the identity provider.
 */
class OwnAuthority implements ApplicationListener<ApplicationPreparedEvent>, FailureAnalyzer {

	private static final String SETTING = "tls.ca";

	@Override
	public void onApplicationEvent(ApplicationPreparedEvent event) {
		String file = event.getApplicationContext().getEnvironment().getProperty(SETTING, "").strip();
		if (!file.isEmpty()) {
			SSLContext.setDefault(trusting(file));
		}
	}

	/**
	 * A trust manager for Java's CAs and those in the file.
	 * @throws UnusableAuthorityException if there is no certificate in it
	 */
	static SSLContext trusting(String file) {
		try {
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			int number = 0;
			for (Certificate certificate : certificates(Path.of(file))) {
				store.setCertificateEntry("own-" + number++, certificate);
			}
			if (number == 0) {
				throw new UnusableAuthorityException(file, "it holds no certificate", null);
			}
			for (TrustManager manager : managers(null)) {
				if (manager instanceof X509TrustManager java) {
					for (X509Certificate certificate : java.getAcceptedIssuers()) {
						store.setCertificateEntry("java-" + number++, certificate);
					}
				}
			}
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, managers(store), null);
			return context;
		}
		catch (CertificateException ex) {
			throw new UnusableAuthorityException(file, "it is not a PEM file of certificates", ex);
		}
		catch (IOException | InvalidPathException ex) {
			throw new UnusableAuthorityException(file, "it cannot be read", ex);
		}
		catch (GeneralSecurityException ex) {
			throw new UnusableAuthorityException(file, String.valueOf(ex.getMessage()), ex);
		}
	}

	private static Collection<? extends Certificate> certificates(Path file) throws IOException, CertificateException {
		try (InputStream pem = Files.newInputStream(file)) {
			return CertificateFactory.getInstance("X.509").generateCertificates(pem);
		}
	}

	private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		return factory.getTrustManagers();
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof UnusableAuthorityException) {
				return new FailureAnalysis(String.valueOf(cause.getMessage()),
						"Set tls.ca (TLS_CA) to a PEM file with the certificate of your own CA (-----BEGIN CERTIFICATE-----), or leave it empty.",
						cause);
			}
		}
		return null;
	}

}
