package io.switchboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A mail server that answers nothing until its gate is opened. */
final class GatedMailServer implements AutoCloseable {

	private final CountDownLatch gate = new CountDownLatch(1);

	private final ExecutorService sessions = Executors.newCachedThreadPool();

	private final List<Socket> callers = new CopyOnWriteArrayList<>();

	private final List<String> messageIds = new CopyOnWriteArrayList<>();

	private final ServerSocket server;

	GatedMailServer() throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		this.sessions.execute(this::listen);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** The number of connections so far. */
	int callers() {
		return this.callers.size();
	}

	/** The recipients of the mails that were accepted. */
	List<String> messageIds() {
		return this.messageIds;
	}

	void open() {
		this.gate.countDown();
	}

	/** Closes every second open connection. */
	void hangUp() throws IOException {
		for (int i = 0; i < this.callers.size(); i += 2) {
			this.callers.get(i).close();
		}
	}

	private void listen() {
		try {
			while (true) {
				Socket caller = this.server.accept();
				this.callers.add(caller);
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
			this.gate.await();
			say(caller, "220 ready");
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.equals("DATA")) {
					say(caller, "354 go on");
					String messageId = readMail(lines);
					this.messageIds.add(messageId);
				}
				say(caller, line.equals("QUIT") ? "221 bye" : "250 ok");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			// the caller is gone
		}
	}

	private static String readMail(BufferedReader lines) throws IOException {
		String messageId = "";
		for (String line = lines.readLine(); !".".equals(line); line = lines.readLine()) {
			if (line == null) {
				throw new IOException("gone in the middle of a mail");
			}
			messageId = line.startsWith("Message-ID: ") ? line : messageId;
		}
		return messageId;
	}

	private static void say(Socket caller, String line) throws IOException {
		caller.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
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
