package io.switchboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** An answer's body that is changed while it is read, and can be read once. */
abstract class ReadOnceEntity extends HttpEntityWrapper {

	private @Nullable InputStream content;

	ReadOnceEntity(HttpEntity entity) {
		super(entity);
	}

	/** The body as it is read, instead of the one that came. */
	abstract InputStream changed(InputStream content) throws IOException;

	@Override
	public final synchronized InputStream getContent() throws IOException {
		InputStream content = this.content;
		if (content == null) {
			content = changed(super.getContent());
			this.content = content;
		}
		return content;
	}

	@Override
	public final boolean isRepeatable() {
		return false;
	}

	@Override
	public final void writeTo(OutputStream out) throws IOException {
		try (InputStream stream = getContent()) {
			stream.transferTo(out);
		}
	}

}
