package io.switchboard.platformhttp;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

/**
 * Reads a body up to a limit without holding a thread for a slow sender. Once the request
 * is answered, the rest of the body is read and dropped.
 */
final class RequestBody implements ReadListener {

	private static final int BLOCK = 8192;

	private final OpenRequest request;

	private final ServletInputStream input;

	private final Limits limits;

	private final Consumer<byte[]> whenRead;

	private final Runnable whenTooLarge;

	private boolean tooLarge;

	/** Has the announced length; it grows if more comes, or no length was announced. */
	private byte[] bytes;

	private int length;

	private long swallowed;

	private RequestBody(OpenRequest request, Limits limits, Consumer<byte[]> whenRead, Runnable whenTooLarge)
			throws IOException {
		this.request = request;
		this.input = request.request().getInputStream();
		this.limits = limits;
		this.whenRead = whenRead;
		this.whenTooLarge = whenTooLarge;
		long announced = request.request().getContentLengthLong();
		this.bytes = new byte[(announced > 0 && announced <= limits.body()) ? (int) announced : BLOCK];
	}

	/**
	 * Reads.
	 * @param request a request; if it is answered already, its body is thrown away
	 * @param limits how large it may be
	 * @param whenRead takes the bytes, unless the request was answered before they came
	 * @param whenTooLarge answers instead, as soon as it is known to be larger
	 */
	static void read(OpenRequest request, Limits limits, Consumer<byte[]> whenRead, Runnable whenTooLarge)
			throws IOException {
		if (request.isRead()) {
			if (!request.isAnswered()) {
				whenRead.accept(new byte[0]);
			}
			return;
		}
		RequestBody body = new RequestBody(request, limits, whenRead, whenTooLarge);
		if (!request.isAnswered() && request.request().getContentLengthLong() > limits.body()) {
			body.tooLarge();
		}
		body.input.setReadListener(body);
	}

	@Override
	public void onDataAvailable() throws IOException {
		while (this.input.isReady() && !this.input.isFinished()) {
			if (this.tooLarge || this.request.isAnswered()) {
				throwAway();
			}
			else {
				keep();
			}
		}
	}

	private void keep() throws IOException {
		if (this.length == this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(BLOCK, 2 * this.length));
		}
		int count = this.input.read(this.bytes, this.length, this.bytes.length - this.length);
		this.length += Math.max(0, count);
		if (this.length > this.limits.body()) {
			tooLarge();
		}
	}

	private void tooLarge() {
		this.tooLarge = true;
		this.whenTooLarge.run();
	}

	private void throwAway() throws IOException {
		this.swallowed += Math.max(0, this.input.read(this.bytes));
		this.request.heard();
		if (this.swallowed > this.limits.swallow()) {
			this.request.giveUp();
		}
	}

	@Override
	public void onAllDataRead() {
		this.request.read();
		if (!this.tooLarge && !this.request.isAnswered()) {
			this.whenRead
				.accept((this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length));
		}
	}

	@Override
	public void onError(Throwable problem) {
		this.request.refuse(400, "unreadable");
		this.request.giveUp();
	}

}
