package io.switchboard.failure;

import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Judges failures of the client of SFTP. Its jar may be missing, so its exceptions are
 * known by name.
 */
final class SftpFailure {

	private static final String CLIENT = "com.jcraft.jsch.";

	private static final String KEY_MEND = "compare the server's key with what its administrator says, then write it "
			+ "into the file of known hosts";

	/** Failures of the sign-in, or of the server's key. */
	private static final Pattern SIGN_IN = Pattern.compile("(?i)auth|hostkey|host key|privatekey|private key|USERAUTH");

	/**
	 * No such file, permission denied, write protected, no folder, a folder: only a
	 * person can correct it.
	 */
	private static final Pattern NOT_ALLOWED = Pattern.compile("^(2|3|12|19|24): .*", Pattern.DOTALL);

	/** What to do about what the client says, by the beginning of its words. */
	private static final Map<String, String> MENDS = Map.of("2: ", "make that folder, or correct it in the address",
			"3: ", "give the user the right to write there", "4: ",
			"a server says so if its disk is full or a quota is used up; make room there", "Auth ",
			"see the user, the password and the key of this step", "HostKey ", KEY_MEND, "UnknownHostKey", KEY_MEND,
			"reject HostKey", KEY_MEND);

	private SftpFailure() {
	}

	/** What the client says, with what to do, or null if it is not of that client. */
	static @Nullable String told(Throwable cause) {
		String message = cause.getMessage();
		if (verdict(cause) == null || message == null) {
			return null;
		}
		return MENDS.entrySet()
			.stream()
			// a code stands before the words only here
			.filter((mend) -> cause.toString().startsWith(mend.getKey()) || message.startsWith(mend.getKey()))
			.findFirst()
			.map((mend) -> message + "; " + mend.getValue())
			.orElse(null);
	}

	/** The verdict, or null if the failure is not of that client. */
	static @Nullable Verdict verdict(Throwable cause) {
		for (Class<?> kind = cause.getClass(); kind != null; kind = kind.getSuperclass()) {
			if (kind.getName().equals(CLIENT + "SftpException")) {
				return NOT_ALLOWED.matcher(cause.toString()).matches() ? Verdict.SHUT_OUT : Verdict.AWAY;
			}
			if (kind.getName().equals(CLIENT + "JSchException")) {
				return SIGN_IN.matcher(String.valueOf(cause.getMessage())).find() ? Verdict.SHUT_OUT : Verdict.AWAY;
			}
		}
		return null;
	}

}
