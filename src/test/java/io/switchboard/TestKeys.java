package io.switchboard;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * RSA keys for all tests. Their primes are written down, because finding some takes a
 * second or two. They open nothing.
 */
public enum TestKeys {

	/** The key of most tests. */
	RSA("""
			15n0xrioosnqtwy45s950at32g1966bkwkk2kwapdkwd1tb09yxvciy6njgly8aak949q98g9xtmi94p
			j4e6nyir2hf6bnmyr3idqu3jxajty5ufksyj5r92bj5a2jdkj6ng3m9citzplfwtri7xgv8g249xjc1j
			e8tfhvowftq7v47pnvumsox6yj5skiaiuqoj0id
			""", """
			12ojzi9psmhs81ypljqvtbakpngvwh251mpjpep9y8x7mv60kvg9zjozfns9s60hwnb8nnulfle8mz4n
			9fymx808r1wuxvbbtlgqrtyjpv7x4odkjbnof78hm54vy4ts29rctgb5kjq2ej805ipwnsgop35e1jtg
			goi9l5yldx3g5hflfk1wa69q4yevsakhhlt5sq5
			"""),

	/** A second key, which differs from the first. */
	ANOTHER_RSA("""
			19mn7vzhcyqg3zo4z93owo3v4w1nwdr68ti1vn56krfwfyu85eqyn2u2rmn0t9sxyawq38jppa2rcype
			hs71x4rrcw5sv2ddq8i4m41tughxrnulhfdk0t34nsv7fo4xndtd2ebs8yo1whg25g2h005u1xxi0a8a
			isv9fzaam2joj0gviqt4p2ggnl1vh0i6v2t1pvz
			""", """
			1859pmqhy3oritzyxnpwvnqeqqxa48ug6pv8q1056fq3cfsdvmufg3vnr7asxd5qb1d92a6hybx4kg3j
			o7z422ya0u0wmw7gj0wxkc1zod38aiwnkrgbch1v4fm9w7n7qbvndc58ejp915ghq3ueq5e8oreowo90
			c3cdm53t01s7peblzmv84u32cs4eh0u7tldjqad
			""");

	private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

	private final BigInteger p;

	private final BigInteger q;

	TestKeys(String p, String q) {
		this.p = number(p);
		this.q = number(q);
	}

	private static BigInteger number(String digits) {
		return new BigInteger(digits.replaceAll("\\s", ""), Character.MAX_RADIX);
	}

	public KeyPair pair() {
		BigInteger modulus = this.p.multiply(this.q);
		BigInteger ofP = this.p.subtract(BigInteger.ONE);
		BigInteger ofQ = this.q.subtract(BigInteger.ONE);
		BigInteger secret = EXPONENT.modInverse(ofP.multiply(ofQ));
		try {
			KeyFactory keys = KeyFactory.getInstance("RSA");
			return new KeyPair(keys.generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
					keys.generatePrivate(new RSAPrivateCrtKeySpec(modulus, EXPONENT, secret, this.p, this.q,
							secret.mod(ofP), secret.mod(ofQ), this.q.modInverse(this.p))));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
