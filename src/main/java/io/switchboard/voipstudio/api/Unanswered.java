package io.switchboard.voipstudio.api;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import javax.net.ssl.SSLHandshakeException;

import io.switchboard.text.Causes;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Says why a request got no answer. */
final class Unanswered {

	private Unanswered() {
	}

	/** Whether the request surely never left. */
	static boolean neverSent(Throwable failure) {
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof ConnectException || cause instanceof UnknownHostException
					|| cause instanceof ConnectTimeoutException || cause instanceof SSLHandshakeException
					|| cause instanceof ConnectionRequestTimeoutException) {
				return true;
			}
		}
		return false;
	}

	/** A sentence's end, without addresses. */
	static String reason(Throwable failure) {
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof UnknownHostException) {
				return "its host name is not known";
			}
			if (cause instanceof ConnectTimeoutException || cause instanceof ConnectException) {
				return "no connection could be made";
			}
			if (cause instanceof SSLHandshakeException) {
				return "its certificate is not trusted, or it supports no TLS version that Switchboard does";
			}
			if (cause instanceof ConnectionRequestTimeoutException) {
				return "all of our connections are busy (voipstudio.api.connections)";
			}
			if (cause instanceof SocketTimeoutException) {
				return "it did not answer in time (voipstudio.api.timeout)";
			}
			if (cause instanceof NoHttpResponseException) {
				return "it closed the connection without an answer";
			}
		}
		Throwable root = Causes.root(failure);
		return "the connection broke (%s)".formatted(root.getClass().getSimpleName());
	}

}
