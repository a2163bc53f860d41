package io.switchboard.platformhttp;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Limits how long the body of a request to the pages or the API may take. A thread of
 * Tomcat reads it. Tomcat's own time-outs are for each byte, so a slow sender could hold
 * the thread for ever. The engine's requests hold no thread.
 */
class SlowBodyValve extends ValveBase {

	private final Duration patience;

	private final long mostUnread;

	private final LongSupplier nanos;

	/**
	 * Bounds it.
	 * @param patience how long a body may be waited for; the last byte comes on top
	 * @param mostUnread how many bytes that nobody wants are read, negative for all
	 */
	SlowBodyValve(Duration patience, long mostUnread) {
		this(patience, mostUnread, System::nanoTime);
	}

	SlowBodyValve(Duration patience, long mostUnread, LongSupplier nanos) {
		super(true);
		this.patience = patience;
		this.mostUnread = mostUnread;
		this.nanos = nanos;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (request.getWrapper() != null && HttpEngineServlet.NAME.equals(request.getWrapper().getName())) {
			getNext().invoke(request, response);
			return;
		}
		InputBuffer plain = request.getCoyoteRequest().getInputBuffer();
		Body body = new Body(plain, this.patience.toNanos(), this.nanos);
		request.getCoyoteRequest().setInputBuffer(body);
		try {
			getNext().invoke(request, response);
			if (!request.isAsync() && isFirstHttp(request)) {
				request.finishRequest();
				response.finishResponse();
				readRest(request, body);
			}
		}
		finally {
			request.getCoyoteRequest().setInputBuffer(plain);
			if (body.isLate()) {
				request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			}
		}
	}

	/** A stream of HTTP/2 is given up without its rest. */
	private static boolean isFirstHttp(Request request) {
		return String.valueOf(request.getProtocol()).startsWith("HTTP/1");
	}

	private void readRest(Request request, Body body) {
		if (request.getCoyoteRequest().hasExpectation()) {
			// it waits to be told to send
			return;
		}
		Unwanted unwanted = new Unwanted();
		try {
			for (int read = 0; read >= 0 && (this.mostUnread < 0 || unwanted.bytes <= this.mostUnread);) {
				read = body.doRead(unwanted);
				unwanted.bytes += Math.max(0, read);
			}
		}
		catch (IOException ex) {
			body.giveUp();
		}
	}

	/**
	 * As it comes in, until its time is up. Only the waiting counts: what works long on a
	 * request is not the sender's fault.
	 */
	private static final class Body implements InputBuffer {

		private final InputBuffer plain;

		private final LongSupplier nanos;

		private long left;

		private boolean late;

		Body(InputBuffer plain, long left, LongSupplier nanos) {
			this.plain = plain;
			this.left = left;
			this.nanos = nanos;
		}

		@Override
		public int doRead(ApplicationBufferHandler handler) throws IOException {
			if (this.left < 0) {
				giveUp();
				throw new SocketTimeoutException("the body takes too long");
			}
			long start = this.nanos.getAsLong();
			try {
				return this.plain.doRead(handler);
			}
			finally {
				this.left -= this.nanos.getAsLong() - start;
			}
		}

		@Override
		public int available() {
			return this.plain.available();
		}

		void giveUp() {
			this.late = true;
		}

		boolean isLate() {
			return this.late;
		}

	}

	/** Takes bytes, and forgets them. */
	private static final class Unwanted implements ApplicationBufferHandler {

		private long bytes;

		private ByteBuffer buffer = ByteBuffer.allocate(0);

		@Override
		public void setByteBuffer(ByteBuffer buffer) {
			this.buffer = buffer;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.buffer;
		}

		@Override
		public void expand(int size) {
			// nothing is kept
		}

	}

}
