package io.switchboard.alerts;

import java.net.URI;

/**
 * A host with a certificate.
 *
 * @param host its name
 * @param port where it speaks TLS from the first byte
 */
record CertificateHost(String host, int port) {

	private static final int HTTPS = 443;

	/**
	 * Reads it.
	 * @param text {@code host}, {@code host:port} or an {@code https} address
	 * @throws IllegalArgumentException if it is none, with a sentence
	 */
	static CertificateHost parse(String text) {
		String address = text.strip();
		try {
			URI uri = URI.create(address.contains("://") ? address : "https://" + address);
			if (uri.getHost() != null && "https".equals(uri.getScheme())) {
				return new CertificateHost(uri.getHost(), (uri.getPort() > 0) ? uri.getPort() : HTTPS);
			}
		}
		catch (IllegalArgumentException ex) {
			// told below
		}
		throw new IllegalArgumentException(
				"alerts.certificates: '%s' is not like smtp.example.org:465".formatted(address));
	}

	@Override
	public String toString() {
		return (this.port == HTTPS) ? this.host : this.host + ":" + this.port;
	}

}
