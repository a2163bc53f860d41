package io.switchboard.http;

import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** An answer's body of which only so much can be read. */
final class BoundedEntity extends ReadOnceEntity {

	private final long most;

	private final @Nullable String setting;

	private final Runnable giveUp;

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
	InputStream changed(InputStream content) {
		return new BoundedStream(content, this.most, this.setting, this.giveUp);
	}

	@Override
	public long getContentLength() {
		long length = super.getContentLength();
		return (length <= this.most) ? length : -1;
	}

	@Override
	public void close() throws IOException {
		getContent().close();
	}

}
