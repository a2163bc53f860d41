package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free ports for servers that start later, in another process. They lie below the range
 * from which the kernel takes ports for connections.
 */
public final class FreePort {

	private static final int FIRST = 20_000;

	/** The range of this process; several may run tests at once. */
	private static final int SHARE = 100;

	private static final int SHARES = 120;

	private static final int MINE = FIRST + (int) (ProcessHandle.current().pid() % SHARES) * SHARE;

	private static final AtomicInteger NEXT = new AtomicInteger();

	private FreePort() {
	}

	/** A port that nobody listens to, and that was not given away a moment ago. */
	public static int next() {
		for (int i = 0; i < SHARE; i++) {
			int port = MINE + NEXT.getAndIncrement() % SHARE;
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// somebody listens to it
			}
		}
		throw new UncheckedIOException(new IOException("no port is free from " + MINE + " on"));
	}

}
