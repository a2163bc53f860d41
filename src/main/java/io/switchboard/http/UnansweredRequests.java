package io.switchboard.http;

import java.io.IOException;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Says which server gave no answer, and what that means. Of the address only the host is
 * told, because the rest may be a secret. What came in the place of HTTP is not told.
 */
public final class UnansweredRequests implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		try {
			return chain.proceed(request, scope);
		}
		catch (IOException ex) {
			throw isTold(ex, request) ? ex : new IOException(
					"%s gave no answer, and may have done what was asked".formatted(server(request)), ex);
		}
		catch (HttpException ex) {
			throw new IOException("%s gave an answer that is not HTTP (%s), and may have done what was asked"
				.formatted(server(request), ex.getClass().getSimpleName()));
		}
	}

	/** By us, or by a client that could not connect. */
	private static boolean isTold(IOException failure, ClassicHttpRequest request) {
		String host = (request.getAuthority() != null) ? request.getAuthority().getHostName() : "";
		return failure.getCause() instanceof RuntimeException
				|| (!host.isEmpty() && String.valueOf(failure.getMessage()).contains(host));
	}

	/** The server of a request, for people. */
	static String server(ClassicHttpRequest request) {
		if (request.getAuthority() == null) {
			return "the server";
		}
		int port = request.getAuthority().getPort();
		return "%s://%s%s".formatted(request.getScheme(), request.getAuthority().getHostName(),
				(port >= 0) ? ":" + port : "");
	}

}
