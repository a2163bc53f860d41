package io.switchboard;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** RSA keys for all tests that need one: to make one takes a second or two. */
public enum TestKeys {

	/** What most tests take. */
	RSA,

	/** Where two have to differ. */
	ANOTHER_RSA;

	private KeyPair pair;

	/** The same at each call. */
	public synchronized KeyPair pair() {
		if (this.pair == null) {
			try {
				KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
				generator.initialize(2048);
				this.pair = generator.generateKeyPair();
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return this.pair;
	}

}
