package io.switchboard.oauth;

import java.io.IOException;

import io.switchboard.http.OutgoingRequest;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Adds a token to a request that names a client of {@code oauth.*}, where no route can
 * see it. A refused token may have been revoked, so the request is repeated once with a
 * fresh one.
 */
public final class BearerRequests implements ExecChainHandler {

	private static final int UNAUTHORIZED = 401;

	private final AccessTokens tokens;

	/**
	 * Makes one.
	 * @param tokens those of the settings
	 */
	public BearerRequests(AccessTokens tokens) {
		this.tokens = tokens;
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		Header name = request.getFirstHeader(OutgoingRequest.OAUTH);
		if (name == null) {
			return chain.proceed(request, scope);
		}
		request.removeHeaders(OutgoingRequest.OAUTH);
		String client = String.valueOf(name.getValue());
		// what is sent once has headers that must not be there twice
		ClassicHttpRequest second = ClassicRequestBuilder.copy(request).build();
		String token = token(client);
		request.setHeader("Authorization", this.tokens.scheme(client) + " " + token);
		ClassicHttpResponse response = chain.proceed(request, scope);
		if (response.getCode() != UNAUTHORIZED) {
			return response;
		}
		this.tokens.refused(client, token);
		boolean again = request.getEntity() == null || request.getEntity().isRepeatable();
		if (!again) {
			return response;
		}
		response.close();
		second.setHeader("Authorization", this.tokens.scheme(client) + " " + token(client));
		return chain.proceed(second, scope);
	}

	private String token(String client) throws IOException {
		try {
			return this.tokens.token(client);
		}
		catch (RuntimeException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

}
