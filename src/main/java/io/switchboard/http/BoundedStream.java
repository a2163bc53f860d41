package io.switchboard.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.switchboard.failure.PermanentFailure;
import org.jspecify.annotations.Nullable;

/** A stream that ends or fails at its bound. */
class BoundedStream extends FilterInputStream {

	/** How much is read to keep the connection. */
	private static final int REST = 8 * 1024;

	private final long most;

	private final @Nullable String setting;

	private final Runnable giveUp;

	private long left;

	private boolean ended;

	private boolean closed;

	BoundedStream(InputStream stream, long most, @Nullable String setting, Runnable giveUp) {
		super(stream);
		this.most = most;
		this.left = most;
		this.setting = setting;
		this.giveUp = giveUp;
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
		int read = super.read(bytes, offset, (int) Math.min(length, this.left));
		this.ended = read < 0;
		this.left -= Math.max(0, read);
		return read;
	}

	private int endOrFail() throws IOException {
		if (super.read() >= 0) {
			this.closed = true;
			this.giveUp.run();
			if (this.setting != null) {
				String text = "the answer is longer than %s bytes, and not read further (%s)".formatted(this.most,
						this.setting);
				throw new IOException(text, new PermanentFailure(text));
			}
		}
		this.ended = true;
		return -1;
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
			this.giveUp.run();
		}
	}

}
