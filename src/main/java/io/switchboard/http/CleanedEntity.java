package io.switchboard.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.function.UnaryOperator;

import org.apache.hc.core5.http.HttpEntity;

/** An answer's body, which may be long, and whose beginning is changed. */
final class CleanedEntity extends ReadOnceEntity {

	private final UnaryOperator<byte[]> cleaned;

	CleanedEntity(HttpEntity entity, UnaryOperator<byte[]> cleaned) {
		super(entity);
		this.cleaned = cleaned;
	}

	@Override
	InputStream changed(InputStream content) throws IOException {
		byte[] beginning = content.readNBytes((int) BoundedAnswers.MAX_ERROR);
		return new SequenceInputStream(new ByteArrayInputStream(this.cleaned.apply(beginning)), content);
	}

	/** Its length changes. */
	@Override
	public long getContentLength() {
		return -1;
	}

}
