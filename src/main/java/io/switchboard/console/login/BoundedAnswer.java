package io.switchboard.console.login;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Bounds the length of an identity provider's answer. No key set and no token is longer.
 */
final class BoundedAnswer implements ClientHttpResponse {

	/** In bytes. */
	static final int MOST = 1024 * 1024;

	private final ClientHttpResponse answer;

	BoundedAnswer(ClientHttpResponse answer) {
		this.answer = answer;
	}

	@Override
	public InputStream getBody() throws IOException {
		return new FilterInputStream(this.answer.getBody()) {

			private int left = MOST;

			@Override
			public int read() throws IOException {
				byte[] one = new byte[1];
				return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
			}

			@Override
			public int read(byte[] bytes, int offset, int length) throws IOException {
				int read = super.read(bytes, offset, Math.min(length, this.left + 1));
				this.left -= Math.max(0, read);
				if (this.left < 0) {
					throw new IOException("the answer is longer than %d bytes, and not read further".formatted(MOST));
				}
				return read;
			}

		};
	}

	@Override
	public HttpStatusCode getStatusCode() throws IOException {
		return this.answer.getStatusCode();
	}

	@Override
	public String getStatusText() throws IOException {
		return this.answer.getStatusText();
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.answer.getHeaders();
	}

	/** Spring's own method would first read the rest. */
	@Override
	public void close() {
		try {
			this.answer.getBody().close();
		}
		catch (IOException ex) {
			// it is closed
		}
	}

}
