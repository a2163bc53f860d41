package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A dry run of any folder reaches nothing. A server that every setting names gets no
 * request, a folder stays unchanged, and Java's flight recorder sees neither a socket nor
 * a written file.
 */
class NothingLeavesTests {

	private static final String THREAD = "dry-run-watched";

	/** Each is the only step of a route; PORT is the port of a server. */
	private static final List<String> STEPS = List.of("to: {id: s%d, uri: \"http://localhost:PORT/a\"}",
			"toD: {id: s%d, uri: \"http://localhost:PORT/${body[id]}\"}",
			"wireTap: {id: s%d, uri: \"http://localhost:PORT/a\"}",
			"recipientList: {id: s%d, parallelProcessing: true, expression: {constant: {expression: \"http://localhost:PORT/a,file:FOLDER,smtp://localhost:PORT\"}}}",
			"routingSlip: {id: s%d, expression: {constant: {expression: \"http://localhost:PORT/a,file:FOLDER\"}}}",
			"enrich: {id: s%d, expression: {constant: {expression: \"http://localhost:PORT/a\"}}}",
			"pollEnrich: {id: s%d, expression: {constant: {expression: \"file:FOLDER?fileName=there.txt&delete=true\"}}}",
			"to: {id: s%d, uri: \"file:FOLDER\", parameters: {fileName: new.txt}}",
			"to: {id: s%d, uri: \"smtp://localhost:PORT\", parameters: {to: \"a@b.test\", from: \"c@d.test\"}}",
			"multicast: {id: s%d, parallelProcessing: true, steps: [{to: {uri: \"http://localhost:PORT/a\"}}, {to: {uri: \"file:FOLDER\"}}]}",
			"split: {id: s%d, parallelProcessing: true, expression: {simple: {expression: \"${body.keySet}\"}}, steps: [{to: {uri: \"http://localhost:PORT/a\"}}]}",
			"threads: {id: s%d}\n        - to: {id: t%<d, uri: \"http://localhost:PORT/a\"}",
			"to: {id: s%d, uri: \"freemarker:http://localhost:PORT/a.ftl\"}",
			"to: {id: s%d, uri: \"language:simple:http://localhost:PORT/a\"}",
			"to: {id: s%d, uri: \"jdbc:dataSource\"}", "process: {id: s%d, ref: \"#bean:mailSender\"}",
			"to: {id: s%d, uri: \"class:java.net.ServerSocket\", parameters: {method: close}}",
			"bean: {id: s%d, ref: ofTheirs, method: doIt}", "bean: {id: s%d, ref: \"#bean:ofTheirs\"}",
			"setBody: {id: s%d, expression: {method: {ref: ofTheirs, method: ask}}}\n        - to: {id: t%<d, uri: \"http://localhost:PORT/a\"}",
			"filter: {id: s%d, expression: {method: {ref: ofTheirs, method: isIt}}, steps: [{bean: {id: t%<d, ref: ofTheirs, method: doIt}}]}",
			"choice: {id: s%d, when: [{expression: {method: {ref: ofTheirs, method: isIt}}, steps: [{bean: {id: t%<d, ref: ofTheirs, method: doIt}}]}], otherwise: {steps: [{bean: {id: u%<d, ref: ofTheirs, method: doIt}}]}}",
			"loop: {id: s%d, doWhile: \"true\", expression: {simple: {expression: \"${body} != null\"}}, steps: [{to: {id: t%<d, uri: \"http://localhost:PORT/a\"}}]}",
			"to: {id: s%d, uri: \"seda:aside\"}", "to: {id: s%d, uri: \"platform-http:/open\"}",
			"to: {id: s%d, uri: \"controlbus:route\", parameters: {routeId: r0, action: stop}}",
			"delay: {id: s%d, expression: {constant: {expression: \"3600000\"}}}",
			"log: {id: s%d, loggingLevel: ERROR, message: \"the text of ${body[id]}\"}",
			"to: {id: s%d, uri: \"kamelet:voipstudio-sms-sink\", parameters: {to: \"+447700900123\", message: hello}}",
			"to: {id: s%d, uri: \"kamelet:voipstudio-dial-action\", parameters: {to: \"+447700900123\"}}",
			"to: {id: s%d, uri: \"kamelet:voipstudio-recording-audio-action\", parameters: {recording: \"1\", size: \"2\"}}",
			"to: {id: s%d, uri: \"kamelet:voipstudio-contact-action\"}",
			"to: {id: s%d, uri: \"kamelet:crm-activity-sink\", parameters: {template: call-ended}}",
			"to: {id: s%d, uri: \"kamelet:database-sink\", parameters: {statement: sms-received}}",
			"to: {id: s%d, uri: \"kamelet:email-sink\", parameters: {to: \"a@b.test\", subject: x, template: sms-received}}");

	@TempDir
	Path folder;

	@TempDir
	Path outside;

	private final AtomicInteger connections = new AtomicInteger();

	private ServerSocket server;

	private ConfigurableEnvironment settings;

	@BeforeEach
	void somebody_listens() throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread thread = new Thread(() -> {
			while (!this.server.isClosed()) {
				try (Socket socket = this.server.accept()) {
					this.connections.incrementAndGet();
				}
				catch (IOException ex) {
					// it is over
				}
			}
		});
		thread.setDaemon(true);
		thread.start();
		String port = String.valueOf(this.server.getLocalPort());
		String url = "http://localhost:" + port;
		this.settings = PastEvents.settings(Map.of("crm.url", url, "voipstudio.api.url", url, "mail.host", "localhost",
				"mail.port", port, "spring.datasource.url", "jdbc:postgresql://localhost:" + port + "/store",
				"data.dir", this.outside.toString()));
		Files.writeString(this.outside.resolve("there.txt"), "it stays");
		FileSystemUtils.copyRecursively(Path.of("routes"), this.folder);
	}

	@AfterEach
	void it_closes() throws IOException {
		this.server.close();
	}

	private void write(String name, String text) throws IOException {
		Files.writeString(this.folder.resolve(name), text.replace("PORT", String.valueOf(this.server.getLocalPort()))
			.replace("FOLDER", this.outside.toString()));
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".camel.yaml"))
				.toList();
		}
	}

	/** What the flight recorder saw of the threads of a dry run. */
	private static List<String> watched(Path file, Callable<?> task) throws Exception {
		try (Recording recording = new Recording()) {
			List.of("jdk.SocketWrite", "jdk.SocketRead", "jdk.FileWrite", "jdk.ProcessStart")
				.forEach((name) -> recording.enable(name).withoutThreshold());
			recording.start();
			FutureTask<?> watched = new FutureTask<>(task);
			new Thread(watched, THREAD).start();
			watched.get(1, TimeUnit.MINUTES);
			recording.stop();
			recording.dump(file);
		}
		List<String> seen = new ArrayList<>();
		for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
			String thread = (event.getThread() != null) ? String.valueOf(event.getThread().getJavaName()) : "";
			// that of a Switchboard beside us copies the folder
			boolean ours = thread.startsWith("dry-run") && !thread.equals("dry-run-start");
			if (ours || thread.startsWith("Camel (dry-run)")) {
				seen.add(event.getEventType().getName() + " by " + thread + ": "
						+ (event.hasField("path") ? event.getString("path") : ""));
			}
		}
		return seen;
	}

	private Map<String, List<Effect>> tryAll() throws Exception {
		Event event = EventReader.read(Files.readAllBytes(Path.of("routes/samples/sms-received-to-email.json")));
		Map<String, List<Effect>> effects = new TreeMap<>();
		try (Trial trial = Trial.of(this.folder, files(), this.settings)) {
			for (int i = 0; i < STEPS.size(); i++) {
				effects.put("r" + i, trial.effects(event, "r" + i, GivenAnswers.NONE));
			}
		}
		return effects;
	}

	@Test
	void whatever_a_step_reaches_for_it_only_says_so(@TempDir Path recordings) throws Exception {
		for (int i = 0; i < STEPS.size(); i++) {
			write("s%d.camel.yaml".formatted(i), """
					- route:
					    id: r%1$d
					    from:
					      uri: durable:r%1$d
					      steps:
					        - %2$s
					""".formatted(i, STEPS.get(i).formatted(i)));
		}
		write("sources.camel.yaml",
				"""
						- route: {id: ticks, from: {uri: "timer:ticks", parameters: {delay: 0, period: 1}, steps: [{to: {id: tick, uri: "http://localhost:PORT/a"}}]}}
						- route: {id: reads, from: {uri: "file:FOLDER", parameters: {delete: true, initialDelay: 0}, steps: [{to: {id: read, uri: "http://localhost:PORT/a"}}]}}
						- route: {id: opens, from: {uri: "platform-http:/open", steps: [{to: {id: open, uri: "http://localhost:PORT/a"}}]}}
						""");
		Map<String, List<Effect>> effects = new TreeMap<>();
		List<String> seen = watched(recordings.resolve("dry-run.jfr"), () -> {
			effects.putAll(tryAll());
			return null;
		});
		assertThat(seen).isEmpty();
		assertThat(this.connections).hasValue(0);
		try (Stream<Path> files = Files.list(this.outside)) {
			assertThat(files.map((file) -> file.getFileName().toString())).containsExactly("there.txt");
		}
		for (int i = 0; i < STEPS.size(); i++) {
			boolean silent = STEPS.get(i).matches("(?s)(delay|log|pollEnrich|to: .*contact-action).*");
			assertThat(effects.get("r" + i).isEmpty()).as(STEPS.get(i)).isEqualTo(silent);
		}
		assertThat(effects.values()).allSatisfy((each) -> assertThat(each)
			.filteredOn((effect) -> effect.kind() == Effect.Kind.FAILURE)
			.extracting((effect) -> effect.facts().get("failure").toString())
			.allMatch(
					(failure) -> failure.matches(".*(a dry run fetches nothing from http:|the route does not end).*")));
	}

	@Test
	void the_watch_sees_what_does_leave(@TempDir Path recordings) throws Exception {
		List<String> seen = watched(recordings.resolve("control.jfr"), () -> {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.server.getLocalPort())) {
				socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
			}
			return Files.writeString(this.outside.resolve("new.txt"), "hello");
		});
		assertThat(seen).anyMatch((each) -> each.startsWith("jdk.SocketWrite"))
			.anyMatch((each) -> each.startsWith("jdk.FileWrite"));
	}

	/** What is read or made while the folder is loaded stops the dry run. */
	@ParameterizedTest
	@ValueSource(strings = { "setBody: {constant: {expression: \"resource:http://localhost:PORT/a\"}}",
			"setBody: {method: {beanType: java.net.Socket, method: toString}}",
			"process: {ref: \"#class:java.net.ServerSocket\"}",
			"setBody: {method: {beanType: java.lang.Runtime, method: availableProcessors}}" })
	void what_reaches_out_while_it_is_loaded_is_refused(String step, @TempDir Path recordings) throws Exception {
		write("s0.camel.yaml", """
				- route:
				    id: s0
				    from:
				      uri: durable:s0
				      steps:
				        - %s
				""".formatted(step));
		List<String> failures = new ArrayList<>();
		List<String> seen = watched(recordings.resolve("dry-run.jfr"), () -> {
			Event event = EventReader.read(Files.readAllBytes(Path.of("routes/samples/sms-received-to-email.json")));
			try (Trial trial = Trial.of(this.folder, files(), this.settings)) {
				trial.effects(event, "s0", GivenAnswers.NONE).forEach((each) -> failures.add(each.kind().toString()));
			}
			catch (Exception ex) {
				failures.add("failure");
			}
			return null;
		});
		assertThat(failures).containsExactly("failure");
		assertThat(seen).isEmpty();
		assertThat(this.connections).hasValue(0);
	}

}
