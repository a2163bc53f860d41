package io.switchboard.routes;

import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.FreePort;
import io.switchboard.TestKeys;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import org.apache.camel.Exchange;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The kamelet for SFTP, against a real server (Apache MINA SSHD). */
class SftpTests {

	private static final Path PAGE = Path.of("docs/destinations/sftp/routes").toAbsolutePath();

	private static final String PASSWORD = "p+ss&w%rd #4711";

	private static KeyPair hostKey;

	private static KeyPair userKey;

	@TempDir
	private Path folder;

	private SshServer server;

	private final Breaks breaks = new Breaks();

	@BeforeAll
	static void keys() throws Exception {
		hostKey = KeyPairGenerator.getInstance("EC").generateKeyPair();
		userKey = TestKeys.RSA.pair();
	}

	@BeforeEach
	void start() throws Exception {
		Files.createDirectories(this.folder.resolve("server/incoming"));
		start(0);
	}

	private void start(int port) throws Exception {
		this.server = SshServer.setUpDefaultServer();
		this.server.setHost("127.0.0.1");
		this.server.setPort(port);
		this.server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
		this.server.setPasswordAuthenticator(
				(user, password, session) -> user.equals("switchboard") && password.equals(PASSWORD));
		this.server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
		this.server.setFileSystemFactory(new VirtualFileSystemFactory(this.folder.resolve("server")));
		SftpSubsystemFactory sftp = new SftpSubsystemFactory();
		sftp.addSftpEventListener(this.breaks);
		this.server.setSubsystemFactories(List.of(sftp));
		this.server.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.server.stop(true);
	}

	/** A connection that breaks in the middle of a file. */
	private static final class Breaks implements SftpEventListener {

		private volatile boolean on;

		private volatile IOException written;

		private volatile IOException opened;

		@Override
		public void opening(ServerSession session, String remoteHandle, Handle localHandle) throws IOException {
			if (this.opened != null) {
				throw this.opened;
			}
		}

		@Override
		public void writing(ServerSession session, String remoteHandle, FileHandle localHandle, long offset,
				byte[] data, int dataOffset, int dataLen) throws IOException {
			if (this.written != null) {
				throw this.written;
			}
		}

		@Override
		public void written(ServerSession session, String remoteHandle, FileHandle localHandle, long offset,
				byte[] data, int dataOffset, int dataLen, Throwable thrown) throws IOException {
			if (this.on) {
				session.close(true);
				throw new IOException("broken off");
			}
		}

	}

	private Map<String, String> settings() throws Exception {
		Path known = Files.writeString(this.folder.resolve("known_hosts"),
				"[127.0.0.1]:%d %s%n".formatted(this.server.getPort(), PublicKeyEntry.toString(hostKey.getPublic())));
		Map<String, String> settings = new HashMap<>();
		settings.put("sftp.url", "127.0.0.1:" + this.server.getPort() + "/incoming");
		settings.put("sftp.username", "switchboard");
		settings.put("sftp.password", PASSWORD);
		settings.put("sftp.known-hosts", known.toString());
		return settings;
	}

	private static DestinationBench bench(Map<String, String> settings) throws Exception {
		return new DestinationBench(Duration.ofSeconds(20), settings, Map.of(), PAGE.resolve("kamelets"),
				Files.readString(PAGE.resolve("call-ended-to-sftp.camel.yaml")));
	}

	private static @Nullable RouteFailure attempt(DestinationBench bench) throws Exception {
		Event event = EventReader.read(Files.readAllBytes(PAGE.resolve("samples/call-ended-to-sftp.json")));
		Exchange exchange = bench.run("call-ended-to-sftp", event, Set.of());
		return (exchange.getException() != null) ? new RouteFailure("step", exchange.getException()) : null;
	}

	private List<String> files() throws Exception {
		try (Stream<Path> all = Files.list(this.folder.resolve("server/incoming"))) {
			return all.map((each) -> each.getFileName().toString()).sorted().toList();
		}
	}

	private void assertFailure(@Nullable RouteFailure failure, Verdict verdict) {
		assertThat(failure).isNotNull();
		assertThat(failure.verdict()).as(failure.sentence() + " " + failure.kind()).isEqualTo(verdict);
		assertThat(failure.sentence()).doesNotContain("#4711", "%234711", "-4711");
	}

	@Test
	void a_call_is_a_file_and_a_repeat_is_the_same_file() throws Exception {
		try (DestinationBench bench = bench(settings())) {
			assertThat(attempt(bench)).isNull();
			assertThat(attempt(bench)).isNull();
		}
		assertThat(files())
			.containsExactly("calls-%s-uk003.608920d55f7140.77053414-call-ended-to-sftp.csv".formatted(day()));
		List<String> lines = Files.readAllLines(this.folder.resolve("server/incoming").resolve(files().get(0)));
		assertThat(lines).hasSize(2);
		assertThat(lines.get(0)).startsWith("event_key,event,");
		assertThat(lines.get(1)).startsWith("uk003.608920d55f7140.77053414/call-ended-to-sftp,call.hangup,");
		Picture.assertDrawn("sftp", files().get(0).replace(day(), "2026-04-28"),
				Picture.wrapped(String.join("\n", lines)));
	}

	private String day() throws Exception {
		return files().get(0).substring(6, 16);
	}

	@Test
	void a_private_key_signs_in() throws Exception {
		Map<String, String> settings = settings();
		settings.remove("sftp.password");
		settings.put("sftp.key-file",
				Files
					.writeString(this.folder.resolve("key.pem"),
							"-----BEGIN PRIVATE KEY-----\n"
									+ Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
										.encodeToString(userKey.getPrivate().getEncoded())
									+ "\n-----END PRIVATE KEY-----\n")
					.toString());
		try (DestinationBench bench = bench(settings)) {
			assertThat(attempt(bench)).isNull();
		}
		assertThat(files()).hasSize(1);
	}

	@Test
	void who_is_not_known_is_not_spoken_to_and_a_wrong_password_is_told_without_it() throws Exception {
		Map<String, String> settings = settings();
		settings.put("sftp.known-hosts", Files.createFile(this.folder.resolve("empty")).toString());
		try (DestinationBench bench = bench(settings)) {
			assertFailure(attempt(bench), Verdict.SHUT_OUT);
		}
		settings = settings();
		settings.put("sftp.password", "wrong-4711");
		try (DestinationBench bench = bench(settings)) {
			assertFailure(attempt(bench), Verdict.SHUT_OUT);
		}
		assertThat(files()).isEmpty();
	}

	@Test
	void a_connection_that_breaks_leaves_no_part_that_looks_whole_and_the_next_attempt_does() throws Exception {
		try (DestinationBench bench = bench(settings())) {
			this.breaks.on = true;
			assertThat(attempt(bench)).isNotNull();
			assertThat(files()).allMatch((each) -> each.startsWith("part-"));
			this.breaks.on = false;
			// the client may not have noticed the end of its connection
			List<Verdict> before = new ArrayList<>();
			await().until(() -> {
				RouteFailure failure = attempt(bench);
				return failure == null || !before.add(failure.verdict());
			});
			assertThat(before).noneMatch(Verdict::isPermanent);
			assertThat(files()).filteredOn((each) -> each.startsWith("calls-")).hasSize(1);
			int port = this.server.getPort();
			this.server.stop(true);
			assertFailure(attempt(bench), Verdict.AWAY);
			start(port);
			assertThat(attempt(bench)).isNull();
		}
	}

	/** The table of the page for people. */
	static Stream<Arguments> failuresOfThePage() throws Exception {
		return Pattern.compile("(?m)^\\| ([^|]+) \\| ((?:is|waits)[^|]+) \\|$")
			.matcher(Files.readString(PAGE.resolveSibling("../sftp.md")))
			.results()
			.map((row) -> Arguments.of(row.group(1), row.group(2)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failuresOfThePage")
	void what_the_page_says_of_a_failure_is_so(String what, String fate) throws Exception {
		Map<String, String> settings = settings();
		switch (what) {
			case "the server is away" -> settings.put("sftp.url", "127.0.0.1:" + FreePort.next() + "/incoming");
			case "the connection breaks during the upload" -> this.breaks.on = true;
			case "the server's disk is full" -> this.breaks.written = new IOException("No space left on device");
			case "the password or the key is wrong" -> settings.put("sftp.password", "wrong-4711");
			case "the server's key is not the one in `sftp.known-hosts`" ->
				settings.put("sftp.known-hosts", Files.createFile(this.folder.resolve("empty")).toString());
			case "the folder does not exist and cannot be created" -> {
				Files.writeString(this.folder.resolve("server/a-file"), "x");
				settings.put("sftp.url", "127.0.0.1:" + this.server.getPort() + "/a-file/incoming");
			}
			case "the user may not write there" -> this.breaks.opened = new AccessDeniedException("incoming");
			case "the file's name is not valid, or the template makes no JSON object" ->
				settings.put("sftp.name", "../{key}.csv");
			default -> throw new IllegalArgumentException("no such failure is tried: " + what);
		}
		try (DestinationBench bench = bench(settings)) {
			RouteFailure failure = attempt(bench);
			assertThat(failure).isNotNull();
			assertThat(failure.sentence()).doesNotContain("#4711", "%234711", "-4711");
			List<Verdict> verdicts = fate.startsWith("is a dead letter") ? List.of(Verdict.NEVER, Verdict.FAULT)
					: fate.startsWith("waits") ? List.of(Verdict.SHUT_OUT) : List.of(Verdict.AWAY, Verdict.UNCLEAR);
			assertThat(failure.verdict()).as(failure.sentence()).isIn(verdicts);
			if (fate.startsWith("waits")) {
				assertThat(failure.shutOut())
					.isEqualTo(what.equals("the password or the key is wrong") ? "the destination refuses the sign-in"
							: "somebody must correct a setting, or the destination");
			}
			assertThat(failure.sentence()).contains(switch (what) {
				case "the server's disk is full" -> "if its disk is full";
				case "the password or the key is wrong" -> "see the user, the password and the key";
				case "the server's key is not the one in `sftp.known-hosts`" -> "into the file of known hosts";
				case "the user may not write there" -> "give the user the right to write there";
				case "the folder does not exist and cannot be created" -> "make that folder";
				default -> "";
			});
		}
		assertThat(files()).allMatch((each) -> each.startsWith("part-"));
	}

}
