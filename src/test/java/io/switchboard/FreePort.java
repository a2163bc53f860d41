package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that start later, in another process. They are below those that the
 * kernel gives to connections: such a one may be taken before the server is there.
 */
public final class FreePort {

	private static final int FIRST = 20_000;

	/** For each of several processes that run tests. */
	private static final int SHARE = 100;

	private static final int SHARES = 120;

	private static final int MINE = FIRST + (int) (ProcessHandle.current().pid() % SHARES) * SHARE;

	private static final AtomicInteger NEXT = new AtomicInteger();

	private FreePort() {
	}

	/** One that nobody listens to, and that was not given away a moment ago. */
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
