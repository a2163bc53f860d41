package io.switchboard.console.login;

import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;
import io.switchboard.text.EnumWord;
import org.jspecify.annotations.Nullable;

/** The reasons why a login failed, as the login page shows them. */
enum LoginProblem {

	FAILED("Wrong user name or password."),

	WAIT("Too many tries. Wait %s seconds, then try again."),

	ENDED("Your login had ended, so nothing was done. Log in, and do it again."),

	STALE("This login was not started in this browser, or it took too long. Try again."),

	DENIED("The identity provider did not let you in."),

	CODE("The identity provider did not accept the code that it had sent you back with. Try again."),

	UNTRUSTED("What the identity provider says of you cannot be trusted. Switchboard's log says why."),

	NAMELESS("The identity provider did not say who you are. Switchboard's log says what is missing."),

	ROLELESS("The identity provider knows you, but gives you no role here. Ask for viewer or operator."),

	CLIENT("The identity provider does not accept this Switchboard. Somebody must correct a setting; Switchboard's log says which."),

	AWAY("The identity provider did not answer. Try again in a minute."),

	PROVIDER("The identity provider did not answer as it should. Switchboard's log says more.");

	private final String sentence;

	LoginProblem(String sentence) {
		this.sentence = sentence;
	}

	/** The word in the address of the login page. */
	String parameter() {
		return EnumWord.of(this);
	}

	/** The sentence for the page; empty if all is well. */
	static String sentence(HttpServletRequest request) {
		return Arrays.stream(values())
			.filter((problem) -> request.getParameter(problem.parameter()) != null)
			.map((problem) -> problem.sentence.formatted(seconds(request.getParameter(WAIT.parameter()))))
			.findFirst()
			.orElse("");
	}

	/**
	 * Whether the identity provider knows the person, but sent no role or no name.
	 */
	static boolean isOfThePerson(HttpServletRequest request) {
		return request.getParameter(ROLELESS.parameter()) != null || request.getParameter(NAMELESS.parameter()) != null;
	}

	private static String seconds(@Nullable String told) {
		return (told != null && told.matches("\\d{1,4}")) ? told : "some";
	}

}
