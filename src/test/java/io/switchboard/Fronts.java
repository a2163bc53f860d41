package io.switchboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.awaitility.Awaitility.await;

/** The real nginx and HAProxy, set up as README says, before Switchboards. */
final class Fronts implements AutoCloseable {

	private static final String PASSWORD = "changeit";

	private final Path folder;

	private final List<Process> processes = new ArrayList<>();

	Fronts(Path folder) throws Exception {
		this.folder = Files.createDirectories(folder);
		certificate();
	}

	/** A block of README.md. */
	static String readme(String language) throws IOException {
		Matcher block = Pattern.compile("(?s)```" + language + "\\n(.*?)```")
			.matcher(Files.readString(Path.of("README.md")));
		if (!block.find()) {
			throw new IllegalStateException("README.md has no block of " + language);
		}
		return block.group(1);
	}

	/** The port of each block. */
	List<Integer> nginx(List<String> servers) throws Exception {
		List<Integer> ports = new ArrayList<>();
		StringBuilder all = new StringBuilder(
				"""
						daemon off; master_process off; pid nginx.pid; error_log nginx.log;
						events {}
						http { access_log off; client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
						""");
		for (String server : servers) {
			int port = FreePort.next();
			ports.add(port);
			all.append(server.replace("listen 443 ", "listen 127.0.0.1:" + port + " ")
				.replace("/etc/ssl/", this.folder + "/"));
		}
		Path file = Files.writeString(this.folder.resolve("nginx.conf"), all.append("}\n"));
		start(ports, "nginx", "-p", this.folder + "/", "-c", file.toString(), "-e",
				this.folder.resolve("nginx.log").toString());
		return ports;
	}

	int haproxy(String block, int number) throws Exception {
		int port = FreePort.next();
		Path file = Files.writeString(this.folder.resolve("haproxy-" + number + ".cfg"),
				block.replace("bind :443 ", "bind 127.0.0.1:" + port + " ").replace("/etc/ssl/", this.folder + "/"));
		start(List.of(port), "haproxy", "-db", "-f", file.toString());
		return port;
	}

	private void start(List<Integer> ports, String... command) throws IOException {
		Path log = this.folder.resolve(command[0] + "-" + ports.get(0) + ".txt");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		this.processes.add(process);
		await().until(() -> {
			if (!process.isAlive()) {
				throw new IllegalStateException(Files.readString(log));
			}
			return ports.stream().allMatch(Fronts::listens);
		});
	}

	private static boolean listens(int port) {
		try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** A certificate for localhost: one file for HAProxy, two for nginx. */
	private void certificate() throws Exception {
		Path store = this.folder.resolve("store.p12");
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		new ProcessBuilder(keytool, "-genkeypair", "-keyalg", "EC", "-alias", "front", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
			.inheritIO()
			.start()
			.waitFor();
		KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
		Key key = keys.getKey("front", PASSWORD.toCharArray());
		String certificate = pem("CERTIFICATE", keys.getCertificate("front").getEncoded());
		String secret = pem("PRIVATE KEY", key.getEncoded());
		Files.writeString(this.folder.resolve("switchboard.crt"), certificate);
		Files.writeString(this.folder.resolve("switchboard.key"), secret);
		Files.writeString(this.folder.resolve("switchboard.pem"), certificate + secret);
	}

	private static String pem(String what, byte[] bytes) {
		return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what,
				Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes), what);
	}

	@Override
	public void close() {
		this.processes.forEach(Process::destroyForcibly);
	}

}
