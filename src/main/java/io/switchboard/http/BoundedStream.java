package io.switchboard.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.switchboard.failure.PermanentFailure;

/** A stream that ends or fails at its bounds, and where it breaks off. */
class BoundedStream extends FilterInputStream {

	/** How much is read to keep the connection. */
	private static final int REST = 8 * 1024;

	private final AnswerBounds bounds;

	private long left;

	private boolean ended;

	private boolean closed;

	BoundedStream(InputStream stream, AnswerBounds bounds) {
		super(stream);
		this.bounds = bounds;
		this.left = bounds.most();
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (this.ended || length == 0) {
			return this.ended ? -1 : 0;
		}
		if (this.left == 0) {
			return endOrFail();
		}
		int read = readOn(bytes, offset, (int) Math.min(length, this.left));
		this.ended = read < 0;
		this.left -= Math.max(0, read);
		return read;
	}

	private int readOn(byte[] bytes, int offset, int length) throws IOException {
		try {
			if (this.bounds.time().isOver(Thread.currentThread())) {
				throw this.bounds.time().late();
			}
			return super.read(bytes, offset, length);
		}
		catch (IOException ex) {
			giveUp();
			if (this.bounds.mayBreak()) {
				return -1;
			}
			throw this.bounds.broken(ex);
		}
	}

	private int endOrFail() throws IOException {
		if (readOn(new byte[1], 0, 1) >= 0) {
			giveUp();
			if (this.bounds.setting() != null) {
				String text = "the answer is longer than %s bytes, and not read further (%s)"
					.formatted(this.bounds.most(), this.bounds.setting());
				throw new IOException(text, new PermanentFailure(text));
			}
		}
		this.ended = true;
		return -1;
	}

	private void giveUp() {
		this.closed = true;
		this.bounds.giveUp().run();
	}

	@Override
	public long skip(long bytes) throws IOException {
		return Math.max(0, read(new byte[(int) Math.min(bytes, REST)]));
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	/** Does not read a long rest, as a stream of HTTP would. */
	@Override
	public void close() throws IOException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		if (this.ended || super.in.readNBytes(REST).length < REST) {
			super.close();
		}
		else {
			giveUp();
		}
	}

}
