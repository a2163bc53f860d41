package io.switchboard.failure;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Judges failures of the client of SFTP. Its jar may be missing, so its exceptions are
 * known by name.
 */
final class SftpFailure {

	private static final String CLIENT = "com.jcraft.jsch.";

	/** Failures of the sign-in, or of the server's key. */
	private static final Pattern SIGN_IN = Pattern.compile("(?i)auth|hostkey|host key|privatekey|private key|USERAUTH");

	/**
	 * No such file, permission denied, write protected, no folder, a folder: only a
	 * person can correct it.
	 */
	private static final Pattern NOT_ALLOWED = Pattern.compile("^(2|3|12|19|24): .*", Pattern.DOTALL);

	private SftpFailure() {
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
