package io.switchboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** An answer's body of which only so much can be read. */
class BoundedEntity extends HttpEntityWrapper {

	private final long most;

	private final @Nullable String setting;

	private final Runnable giveUp;

	private @Nullable InputStream content;

	/**
	 * Bounds it.
	 * @param most how many bytes can be read
	 * @param setting named where more is a failure; null where the rest is left out
	 * @param giveUp closes the connection without reading the rest
	 */
	BoundedEntity(HttpEntity entity, long most, @Nullable String setting, Runnable giveUp) {
		super(entity);
		this.most = most;
		this.setting = setting;
		this.giveUp = giveUp;
	}

	@Override
	public synchronized InputStream getContent() throws IOException {
		InputStream content = this.content;
		if (content == null) {
			content = new BoundedStream(super.getContent(), this.most, this.setting, this.giveUp);
			this.content = content;
		}
		return content;
	}

	@Override
	public long getContentLength() {
		long length = super.getContentLength();
		return (length <= this.most) ? length : -1;
	}

	@Override
	public boolean isRepeatable() {
		return false;
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		try (InputStream stream = getContent()) {
			stream.transferTo(out);
		}
	}

	@Override
	public void close() throws IOException {
		getContent().close();
	}

}
