package io.switchboard.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.function.UnaryOperator;

import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** An answer's body, which may be long, and whose beginning is changed. */
class CleanedEntity extends HttpEntityWrapper {

	private final UnaryOperator<byte[]> cleaned;

	private @Nullable InputStream content;

	CleanedEntity(HttpEntity entity, UnaryOperator<byte[]> cleaned) {
		super(entity);
		this.cleaned = cleaned;
	}

	@Override
	public synchronized InputStream getContent() throws IOException {
		InputStream content = this.content;
		if (content == null) {
			InputStream whole = super.getContent();
			byte[] beginning = whole.readNBytes((int) BoundedAnswers.MAX_ERROR);
			content = new SequenceInputStream(new ByteArrayInputStream(this.cleaned.apply(beginning)), whole);
			this.content = content;
		}
		return content;
	}

	/** Its length changes. */
	@Override
	public long getContentLength() {
		return -1;
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
	public synchronized void close() throws IOException {
		InputStream content = this.content;
		if (content != null) {
			content.close();
		}
		else {
			super.close();
		}
	}

}
