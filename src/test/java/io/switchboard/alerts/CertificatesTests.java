package io.switchboard.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Certificates that expire, at real servers. */
class CertificatesTests {

	private static final String PASSWORD = "change-me";

	@Test
	void one_that_ends_soon_is_named_wherever_it_is_and_a_server_that_is_away_says_nothing(@TempDir Path folder)
			throws Exception {
		try (SSLServerSocket server = server(folder)) {
			MockEnvironment environment = new MockEnvironment()
				.withProperty("local.server.port", String.valueOf(server.getLocalPort()))
				.withProperty("server.address", "127.0.0.1")
				.withProperty("server.ssl.certificate", "x.pem")
				.withProperty("console.url", "https://127.0.0.1:" + server.getLocalPort());
			Instant now = Instant.now();
			Certificates certificates = certificates("21d", environment);
			assertThat(certificates.troubles(now)).extracting(Trouble::subject)
				.containsExactly("this server", "127.0.0.1:" + server.getLocalPort());
			assertThat(certificates.troubles(now)).first()
				.extracting(Trouble::text)
				.asString()
				.startsWith("The certificate of this server ends on ");
			assertThat(certificates.troubles(now.plus(Duration.ofHours(5)))).as("it is not asked again").hasSize(2);
			assertThat(certificates("3d", environment).troubles(now)).isEmpty();
		}
		assertThat(certificates("21d", new MockEnvironment().withProperty("console.url", "https://127.0.0.1:1"))
			.troubles(Instant.now())).isEmpty();
	}

	private static Certificates certificates(String ends, MockEnvironment environment) {
		return new Certificates(TestSettings.alerts(Map.of("certificate-ends", ends)), environment);
	}

	private static SSLServerSocket server(Path folder) throws Exception {
		Path store = folder.resolve("store.p12");
		Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "5", "-storetype", "PKCS12",
				"-storepass", PASSWORD, "-keystore", store.toString())
			.inheritIO()
			.start();
		assertThat(made.waitFor()).isZero();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream file = Files.newInputStream(store)) {
			keys.load(file, PASSWORD.toCharArray());
		}
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory()
			.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
		Thread answering = new Thread(() -> answer(server));
		answering.setDaemon(true);
		answering.start();
		return server;
	}

	private static void answer(SSLServerSocket server) {
		while (!server.isClosed()) {
			try (SSLSocket socket = (SSLSocket) server.accept()) {
				socket.startHandshake();
			}
			catch (IOException ex) {
				// the socket is closed, or the client has gone
			}
		}
	}

}
