package io.switchboard.http;

import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.core5.http.HttpEntity;

/** An answer's body of which only so much can be read. */
final class BoundedEntity extends ReadOnceEntity {

	private final AnswerBounds bounds;

	BoundedEntity(HttpEntity entity, AnswerBounds bounds) {
		super(entity);
		this.bounds = bounds;
	}

	@Override
	InputStream changed(InputStream content) {
		return new BoundedStream(content, this.bounds);
	}

	@Override
	public long getContentLength() {
		long length = super.getContentLength();
		return (length <= this.bounds.most() && !this.bounds.mayBreak()) ? length : -1;
	}

	@Override
	public void close() throws IOException {
		getContent().close();
	}

}
