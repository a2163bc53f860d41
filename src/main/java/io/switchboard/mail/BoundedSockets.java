package io.switchboard.mail;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * Connections to a mail server, of which only so much is read. The mail client collects
 * what a server answers, line by line, however long that is. TLS is put around them.
 */
final class BoundedSockets extends SocketFactory {

	/** Bytes: a thousand answers are not as long. */
	static final long MOST = 1024 * 1024;

	@Override
	public Socket createSocket() {
		return new Bounded();
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return connect(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
		return connect(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return connect(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
		return connect(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
	}

	private Socket connect(SocketAddress remote, @Nullable SocketAddress local) throws IOException {
		Socket socket = createSocket();
		socket.bind(local);
		socket.connect(remote);
		return socket;
	}

	private static final class Bounded extends Socket {

		private long left = MOST;

		@Override
		public InputStream getInputStream() throws IOException {
			return new FilterInputStream(super.getInputStream()) {
				@Override
				public int read() throws IOException {
					return counted(super.read(), 1);
				}

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					int read = super.read(bytes, offset, length);
					return counted(read, read);
				}
			};
		}

		private synchronized int counted(int result, int read) throws IOException {
			this.left -= Math.max(0, read);
			if (this.left < 0) {
				close();
				throw new IOException(
						"the mail server answers with more than %d bytes, and was not read further".formatted(MOST));
			}
			return result;
		}

	}

}
