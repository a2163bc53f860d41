package io.switchboard.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts every certificate, whatever its name or age. Only for who looks at certificates
 * and sends nothing, and for who speaks to this machine.
 */
public final class AnyCertificate extends X509ExtendedTrustManager {

	private AnyCertificate() {
	}

	/**
	 * The context of a client that trusts so.
	 * @return a new one
	 * @throws GeneralSecurityException if this Java has no TLS
	 */
	public static SSLContext context() throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, new TrustManager[] { new AnyCertificate() }, null);
		return context;
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String type) {
		// no server uses it
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String type) {
		// any
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
		// no server uses it
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
		// any
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		// no server uses it
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		// any
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return new X509Certificate[0];
	}

}
