package io.switchboard.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
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
	InputStream changed(InputStream content) {
		byte[] beginning = new byte[(int) BoundedAnswers.MAX_ERROR];
		int length = 0;
		InputStream rest = content;
		try {
			for (int read; length < beginning.length
					&& (read = content.read(beginning, length, beginning.length - length)) >= 0;) {
				length += read;
			}
		}
		catch (IOException ex) {
			// told where the reader comes to it: what was answered until then counts
			rest = broken(ex);
		}
		return new SequenceInputStream(new ByteArrayInputStream(this.cleaned.apply(Arrays.copyOf(beginning, length))),
				rest);
	}

	private static InputStream broken(IOException failure) {
		return new InputStream() {
			@Override
			public int read() throws IOException {
				throw failure;
			}
		};
	}

	/** Its length changes. */
	@Override
	public long getContentLength() {
		return -1;
	}

}
