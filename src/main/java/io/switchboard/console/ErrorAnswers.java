package io.switchboard.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.Hidden;
import io.switchboard.console.login.RefusedAccess;
import io.switchboard.text.Causes;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorViewResolver;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers errors that no controller has answered, such as a missing role. A browser gets
 * a page, a program a problem (RFC 9457).
 */
@Controller
@Hidden
class ErrorAnswers extends BasicErrorController {

	private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

	/** A chain of causes may be a circle. */
	private static final int MOST_CAUSES = 10;

	/** What follows in a path may be a key. */
	private static final Pattern BEGINNING = Pattern.compile("(/[^/]*){1,2}");

	ErrorAnswers(ErrorAttributes attributes, ServerProperties server, ObjectProvider<ErrorViewResolver> views) {
		super(attributes, server.getError(), views.orderedStream().toList());
	}

	@Override
	public ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
		tell(request);
		return super.errorHtml(request, response);
	}

	@Override
	public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
		tell(request);
		HttpStatus status = getStatus(request);
		Map<String, Object> problem = new LinkedHashMap<>();
		problem.put("type", "about:blank");
		problem.put("title", status.getReasonPhrase());
		problem.put("status", status.value());
		if (request.getAttribute(RefusedAccess.REASON) instanceof String reason) {
			problem.put("detail", reason);
		}
		if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path) {
			problem.put("instance", path);
		}
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

	/**
	 * Spring answers some failures itself, and logs nothing of them. The message may be
	 * somebody's data: it is not logged.
	 */
	private void tell(HttpServletRequest request) {
		if (getStatus(request) != HttpStatus.INTERNAL_SERVER_ERROR) {
			return;
		}
		Throwable failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
		String why = Stream.ofNullable(failure)
			.flatMap((each) -> Causes.of(each).stream())
			.limit(MOST_CAUSES)
			.map(ErrorAnswers::where)
			.collect(Collectors.joining(", caused by "));
		Matcher path = BEGINNING.matcher(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
		log.error("A request to {} was answered 500: {}", path.lookingAt() ? path.group() : "nowhere",
				why.isEmpty() ? "nothing was thrown" : why);
	}

	private static String where(Throwable failure) {
		StackTraceElement[] frames = failure.getStackTrace();
		return failure.getClass().getName() + ((frames.length > 0) ? " at " + frames[0] : "");
	}

}
