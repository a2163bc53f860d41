package io.switchboard.platformhttp;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;

/** Reads a body up to a limit without holding a thread for a slow sender. */
final class RequestBody implements ReadListener {

	private final ServletInputStream input;

	private final int limit;

	/** As long as was announced; it grows where more comes, or nothing was announced. */
	private byte[] bytes;

	private int length;

	private final Consumer<byte[]> whenRead;

	private final Consumer<Integer> whenRefused;

	private boolean ended;

	private RequestBody(ServletInputStream input, int limit, int expected, Consumer<byte[]> whenRead,
			Consumer<Integer> whenRefused) {
		this.input = input;
		this.limit = limit;
		this.bytes = new byte[expected];
		this.whenRead = whenRead;
		this.whenRefused = whenRefused;
	}

	/**
	 * Reads, and calls one of the two: with the bytes, or with the status to refuse with
	 * (413, 400).
	 */
	static void read(HttpServletRequest request, int limit, Consumer<byte[]> whenRead, Consumer<Integer> whenRefused)
			throws IOException {
		long length = request.getContentLengthLong();
		if (length > limit) {
			whenRefused.accept(413);
		}
		else if (length == 0 || (length < 0 && request.getHeader("Transfer-Encoding") == null)) {
			whenRead.accept(new byte[0]);
		}
		else {
			ServletInputStream input = request.getInputStream();
			input.setReadListener(
					new RequestBody(input, limit, (length > 0) ? (int) length : 1024, whenRead, whenRefused));
		}
	}

	@Override
	public void onDataAvailable() throws IOException {
		while (!this.ended && this.input.isReady() && !this.input.isFinished()) {
			if (this.length == this.bytes.length) {
				this.bytes = Arrays.copyOf(this.bytes, Math.max(1024, 2 * this.length));
			}
			int count = this.input.read(this.bytes, this.length, this.bytes.length - this.length);
			this.length += Math.max(0, count);
			if (this.length > this.limit) {
				this.ended = true;
				this.whenRefused.accept(413);
			}
		}
	}

	@Override
	public void onAllDataRead() {
		if (!this.ended) {
			this.ended = true;
			this.whenRead
				.accept((this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length));
		}
	}

	@Override
	public void onError(Throwable problem) {
		if (!this.ended) {
			this.ended = true;
			this.whenRefused.accept(400);
		}
	}

}
