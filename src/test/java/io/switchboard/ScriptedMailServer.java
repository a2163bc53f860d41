package io.switchboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

/** An SMTP server that answers as it is told, as servers in the field do. */
public final class ScriptedMailServer implements AutoCloseable {

	/** Instead of a reply, the connection is reset. */
	public static final String RESET = "reset";

	private static final String GREETING = "greeting";

	private static final String CONTENT = "content ";

	private final Map<String, String> replies = new ConcurrentHashMap<>();

	private final List<Taken> taken = new CopyOnWriteArrayList<>();

	private final List<String> commands = new CopyOnWriteArrayList<>();

	private final ExecutorService sessions = Executors.newCachedThreadPool();

	private final ServerSocket server;

	public ScriptedMailServer(int port) throws IOException {
		this(new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1")));
	}

	/** Serves one connection, which may speak TLS. */
	public ScriptedMailServer(ServerSocket server) {
		this.server = server;
		this.sessions.execute(this::listen);
	}

	public record Taken(List<String> recipients, String text) {
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/** Replies to commands that begin with this. */
	public ScriptedMailServer answers(String command, String reply) {
		this.replies.put(command, reply);
		return this;
	}

	/** Replies to each new connection. */
	public ScriptedMailServer greets(String reply) {
		return answers(GREETING, reply);
	}

	/** Replies to mails that contain this. */
	public ScriptedMailServer answersContent(String word, String reply) {
		return answers(CONTENT + word, reply);
	}

	/** Accepts every mail from now on. */
	public void relents() {
		this.replies.clear();
	}

	public List<Taken> taken() {
		return this.taken;
	}

	/** The number of accepted mails for a recipient. */
	public long takenFor(String recipient) {
		return this.taken.stream().filter((each) -> each.recipients().contains(recipient)).count();
	}

	public List<String> commands() {
		return this.commands;
	}

	private void listen() {
		try {
			while (true) {
				Socket caller = this.server.accept();
				this.sessions.execute(() -> serve(caller));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket caller) {
		try (caller;
				BufferedReader lines = new BufferedReader(
						new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8))) {
			if (!say(caller, this.replies.getOrDefault(GREETING, "220 ready"))) {
				return;
			}
			List<String> recipients = new ArrayList<>();
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				this.commands.add(line);
				if (!say(caller, reply(line, recipients))) {
					return;
				}
				if (line.equals("DATA") && !this.replies.containsKey(line)) {
					String text = readMail(lines);
					String refused = contentReply(text);
					if (refused == null) {
						this.taken.add(new Taken(List.copyOf(recipients), text));
					}
					if (!say(caller, (refused != null) ? refused : "250 2.0.0 taken")) {
						return;
					}
				}
			}
		}
		catch (IOException ex) {
			// the caller is gone
		}
	}

	private String reply(String line, List<String> recipients) {
		String scripted = this.replies.entrySet()
			.stream()
			.filter((each) -> line.startsWith(each.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
		if (scripted != null) {
			return scripted;
		}
		if (line.startsWith("EHLO")) {
			return "250-scripted\r\n250-SIZE 100000\r\n250-ENHANCEDSTATUSCODES\r\n250 AUTH PLAIN LOGIN";
		}
		if (line.startsWith("AUTH")) {
			return "235 2.7.0 welcome";
		}
		if (line.startsWith("MAIL") || line.equals("RSET")) {
			recipients.clear();
		}
		if (line.startsWith("RCPT")) {
			recipients.add(line.replaceFirst("RCPT TO:<([^>]*)>.*", "$1"));
		}
		if (line.equals("DATA")) {
			return "354 go on";
		}
		return line.equals("QUIT") ? "221 bye" : "250 ok";
	}

	private @Nullable String contentReply(String text) {
		return this.replies.entrySet()
			.stream()
			.filter((each) -> each.getKey().startsWith(CONTENT)
					&& text.contains(each.getKey().substring(CONTENT.length())))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	private static String readMail(BufferedReader lines) throws IOException {
		StringBuilder mail = new StringBuilder();
		for (String line = lines.readLine(); !".".equals(line); line = lines.readLine()) {
			if (line == null) {
				throw new IOException("gone in the middle of a mail");
			}
			mail.append(line).append('\n');
		}
		return mail.toString();
	}

	/** False if the session is over. */
	private static boolean say(Socket caller, String line) throws IOException {
		if (line.equals(RESET)) {
			caller.setSoLinger(true, 0);
			return false;
		}
		caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
		return !line.startsWith("421") && !line.startsWith("221");
	}

	@Override
	public void close() {
		try {
			this.server.close();
			this.sessions.shutdownNow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
