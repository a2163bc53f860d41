package io.switchboard.tls;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Properties;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.switchboard.ScriptedMailServer;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Servers with a certificate of an engineer's own authority. */
class OwnAuthorityTests {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private static SSLContext before;

	private static SSLContext servers;

	private static Path pem;

	@TempDir
	static Path folder;

	@BeforeAll
	static void certificate() throws Exception {
		before = SSLContext.getDefault();
		Path keys = folder.resolve("keys.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=own", "-ext",
				"san=ip:127.0.0.1,dns:localhost", "-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass",
				new String(PASSWORD))
			.inheritIO()
			.start();
		assertThat(keytool.waitFor()).isZero();
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream file = Files.newInputStream(keys)) {
			store.load(file, PASSWORD);
		}
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(store, PASSWORD);
		servers = SSLContext.getInstance("TLS");
		servers.init(managers.getKeyManagers(), null, null);
		pem = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
			.formatted(Base64.getMimeEncoder().encodeToString(store.getCertificate("own").getEncoded())));
	}

	@AfterEach
	void trustNobodyElse() {
		SSLContext.setDefault(before);
	}

	@AfterAll
	static void restore() {
		SSLContext.setDefault(before);
	}

	@Test
	void http_trusts_it() throws Exception {
		HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(servers));
		server.createContext("/", (request) -> {
			request.sendResponseHeaders(204, -1);
			request.close();
		});
		server.start();
		try {
			String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/";
			assertThat(ask(url)).hasStackTraceContaining("PKIX path building failed");
			SSLContext.setDefault(OwnAuthority.trusting(pem.toString()));
			assertThat(ask(url)).isNull();
		}
		finally {
			server.stop(0);
		}
	}

	/** As a kamelet does, which may name the server in a header. */
	private static Exception ask(String url) throws Exception {
		try (CamelContext camel = new DefaultCamelContext()) {
			camel.getComponent("http", HttpComponent.class).setUseSystemProperties(true);
			camel.start();
			return camel.createFluentProducerTemplate()
				.to("http:crm")
				.withHeader(Exchange.HTTP_URI, url)
				.send()
				.getException();
		}
	}

	@Test
	void mail_trusts_it() throws Exception {
		try (ScriptedMailServer server = new ScriptedMailServer(
				servers.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1")))) {
			assertThatThrownBy(() -> send(server.port())).hasStackTraceContaining("PKIX path building failed");
			SSLContext.setDefault(OwnAuthority.trusting(pem.toString()));
			send(server.port());
			assertThat(server.taken()).hasSize(1);
		}
	}

	private static void send(int port) throws Exception {
		Properties properties = new Properties();
		properties.put("mail.smtps.ssl.checkserveridentity", "true");
		Session session = Session.getInstance(properties);
		MimeMessage mail = new MimeMessage(session);
		mail.setFrom("a@x.test");
		mail.setText("x");
		mail.setRecipients(MimeMessage.RecipientType.TO, "b@x.test");
		mail.saveChanges();
		try (Transport transport = session.getTransport("smtps")) {
			transport.connect("127.0.0.1", port, null, null);
			transport.sendMessage(mail, mail.getAllRecipients());
		}
	}

	@Test
	void a_file_that_is_none_is_told_with_what_to_do() throws Exception {
		Path empty = Files.createFile(folder.resolve("empty.pem"));
		Path other = Files.writeString(folder.resolve("other.pem"), "-----BEGIN CERTIFICATE-----\nnone\n");
		for (String file : new String[] { empty.toString(), other.toString(), "/no/such/file", folder.toString() }) {
			assertThatThrownBy(() -> OwnAuthority.trusting(file)).isInstanceOf(UnusableAuthorityException.class)
				.hasMessageStartingWith("tls.ca=" + file + ": it ")
				.satisfies((failure) -> assertThat(new OwnAuthority().analyze(failure).getAction()).contains("TLS_CA",
						"PEM"));
		}
	}

}
