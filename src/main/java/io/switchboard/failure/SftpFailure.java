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

	private static final String FOLDER_MEND = "make that folder, or correct it in the address";

	private static final String RIGHT_MEND = "give the user the right to write there";

	/** Failures of the sign-in, or of a key. */
	private static final Pattern SIGN_IN = Pattern.compile("(?i)auth|privatekey|private key");

	/** The server's key is not the known one. */
	private static final Pattern OTHER_SERVER = Pattern.compile("(?i)hostkey|host key");

	/**
	 * No such file, permission denied, write protected, no folder, a folder: only a
	 * person can correct it.
	 */
	private static final Pattern NOT_ALLOWED = Pattern.compile("^(2|3|12|19|24): .*", Pattern.DOTALL);

	/** What to do about what the client says, by the beginning of its words. */
	private static final Map<String, String> MENDS = Map.ofEntries(Map.entry("2: ", FOLDER_MEND),
			Map.entry("3: ", RIGHT_MEND),
			Map.entry("4: ", "a server says so if its disk is full or a quota is used up; make room there"),
			Map.entry("12: ", RIGHT_MEND), Map.entry("19: ", FOLDER_MEND),
			Map.entry("24: ", "a folder has the name of the file; remove the folder, or set another name"),
			Map.entry("Auth ", "see the user, the password and the key of this step"), Map.entry("HostKey ", KEY_MEND),
			Map.entry("UnknownHostKey", KEY_MEND), Map.entry("reject HostKey", KEY_MEND));

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

	static boolean isSignIn(Throwable cause) {
		return isOf(cause, "JSchException") && SIGN_IN.matcher(String.valueOf(cause.getMessage())).find()
				&& !OTHER_SERVER.matcher(String.valueOf(cause.getMessage())).find();
	}

	/** The verdict, or null if the failure is not of that client. */
	static @Nullable Verdict verdict(Throwable cause) {
		if (isOf(cause, "SftpException")) {
			return NOT_ALLOWED.matcher(cause.toString()).matches() ? Verdict.SHUT_OUT : Verdict.AWAY;
		}
		if (!isOf(cause, "JSchException")) {
			return null;
		}
		String message = String.valueOf(cause.getMessage());
		return (SIGN_IN.matcher(message).find() || OTHER_SERVER.matcher(message).find()) ? Verdict.SHUT_OUT
				: Verdict.AWAY;
	}

	private static boolean isOf(Throwable cause, String name) {
		for (Class<?> kind = cause.getClass(); kind != null; kind = kind.getSuperclass()) {
			if (kind.getName().equals(CLIENT + name)) {
				return true;
			}
		}
		return false;
	}

}
