package io.switchboard.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands that ask a running Switchboard. */
@SwitchboardTest
class AskedSwitchboardTests {

	@Autowired
	Client client;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private int run(String... words) {
		return CommandLine.run(List.of(words), new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

	@Test
	void a_dry_run_of_no_folder_compares_the_one_on_disk_with_what_runs() {
		int code = run("dry-run", "--since=1h", "--server.port=" + this.client.port(), "--api.token=" + Client.TOKEN);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).isEmpty();
		assertThat(code).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8))
			.contains(" events since ", "No file differs.\nNothing would be different.\n")
			.doesNotContain("compared with itself");
	}

	@Test
	void a_server_with_https_is_asked_so(@TempDir Path folder) throws Exception {
		Path store = folder.resolve("store.p12");
		assertThat(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keyalg", "EC", "-dname", "CN=switchboard.example.org", "-storetype", "PKCS12",
				"-storepass", "change-me", "-keystore", store.toString())
			.start()
			.waitFor()).isZero();
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(KeyStore.getInstance(store.toFile(), "change-me".toCharArray()), "change-me".toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(context));
		server.createContext("/api/dry-run", (exchange) -> {
			byte[] answer = "{\"detail\": \"asked by https\"}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(503, answer.length);
			exchange.getResponseBody().write(answer);
			exchange.close();
		});
		server.start();
		try {
			assertThat(run("dry-run", "--server.port=" + server.getAddress().getPort(),
					"--server.ssl.key-store=" + store, "--server.ssl.key-store-password=change-me", "--api.token=x"))
				.isEqualTo(2);
			assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("https://localhost:", "asked by https");
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void a_wrong_token_is_told() {
		assertThat(run("dry-run", "--server.port=" + this.client.port(), "--api.token=wrong")).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("/api/dry-run answers 401");
	}

}
