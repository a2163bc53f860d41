package io.switchboard.alerts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLSocket;

import io.switchboard.tls.AnyCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Watches the end of certificates: our own, that of {@code console.url}, and those in the
 * settings. It reads them a few times a day, by a TLS handshake.
 */
@Component
class Certificates {

	private static final Logger log = LoggerFactory.getLogger(Certificates.class);

	private static final Duration FRESH = Duration.ofHours(6);

	private static final int CONNECT_MILLIS = 3000;

	private final AlertSettings settings;

	private final Environment environment;

	private Map<String, Instant> ends = Map.of();

	private Instant freshUntil = Instant.EPOCH;

	Certificates(AlertSettings settings, Environment environment) {
		this.settings = settings;
		this.environment = environment;
	}

	/** Those that end soon, or have ended. */
	synchronized List<Trouble> troubles(Instant now) {
		if (!now.isBefore(this.freshUntil)) {
			this.freshUntil = now.plus(FRESH);
			Map<String, Instant> ends = new LinkedHashMap<>();
			hosts().forEach((name, host) -> look(name, host, ends));
			this.ends = ends;
		}
		List<Trouble> troubles = new ArrayList<>();
		this.ends.forEach((name, end) -> {
			if (end.minus(this.settings.certificateEnds()).isBefore(now)) {
				troubles.add(new Trouble(TroubleKind.CERTIFICATE, name, "The certificate of %s %s on %s".formatted(name,
						end.isBefore(now) ? "ended" : "ends", end.toString().substring(0, 10)), 0, null));
			}
		});
		return troubles;
	}

	private Map<String, CertificateHost> hosts() {
		Map<String, CertificateHost> hosts = new LinkedHashMap<>();
		boolean own = this.environment.getProperty("server.ssl.enabled", Boolean.class,
				this.environment.containsProperty("server.ssl.key-store")
						|| this.environment.containsProperty("server.ssl.certificate")
						|| this.environment.containsProperty("server.ssl.bundle"));
		Integer port = this.environment.getProperty("local.server.port", Integer.class);
		if (own && port != null) {
			String address = this.environment.getProperty("server.address", "localhost");
			hosts.put("this server", new CertificateHost(address, port));
		}
		String console = this.environment.getProperty("console.url", "");
		if (console.startsWith("https://")) {
			CertificateHost host = CertificateHost.parse(console);
			hosts.put(host.toString(), host);
		}
		for (String each : this.settings.certificates()) {
			CertificateHost host = CertificateHost.parse(each);
			hosts.put(host.toString(), host);
		}
		return hosts;
	}

	/**
	 * Nothing is sent, and an expired certificate is seen too. A host that cannot be
	 * reached gives no alert here.
	 */
	private static void look(String name, CertificateHost host, Map<String, Instant> ends) {
		try (SSLSocket socket = (SSLSocket) AnyCertificate.context().getSocketFactory().createSocket()) {
			socket.connect(new InetSocketAddress(host.host(), host.port()), CONNECT_MILLIS);
			socket.setSoTimeout(CONNECT_MILLIS);
			socket.startHandshake();
			for (Certificate each : socket.getSession().getPeerCertificates()) {
				if (each instanceof X509Certificate certificate) {
					ends.merge(name, certificate.getNotAfter().toInstant(),
							(one, other) -> one.isBefore(other) ? one : other);
				}
			}
		}
		catch (IOException | GeneralSecurityException ex) {
			log.debug("alerts: the certificate of {} cannot be read", name, ex);
		}
	}

}
