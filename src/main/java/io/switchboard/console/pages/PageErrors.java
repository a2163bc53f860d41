package io.switchboard.console.pages;

import java.io.IOException;
import java.util.Locale;

import io.switchboard.console.login.Roles;
import io.switchboard.console.query.StoreAway;
import io.switchboard.console.query.WrongParameter;
import io.switchboard.history.UnnamedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UrlPathHelper;

/**
 * Answers errors. A browser gets a page, with the menu for a person who may see the
 * console, else {@code error.html}. A program, or a page's script, gets JSON.
 */
@Component
class PageErrors implements HandlerExceptionResolver, Ordered {

	private final EveryPage everyPage;

	PageErrors(EveryPage everyPage) {
		this.everyPage = everyPage;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception failure) {
		String accept = request.getHeader("Accept");
		ErrorResponse told = told(failure);
		if (told == null || accept == null || !accept.contains("text/html")
				|| UrlPathHelper.rawPathInstance.getPathWithinApplication(request).startsWith("/api/")) {
			return null;
		}
		told.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
		if (Roles.mayLook(request)) {
			return page(request, told);
		}
		try {
			response.sendError(told.getStatusCode().value());
			return new ModelAndView();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private ModelAndView page(HttpServletRequest request, ErrorResponse told) {
		Model model = new ExtendedModelMap();
		this.everyPage.common(request, model);
		model.addAttribute("title", title(told));
		model.addAttribute("sentence", sentence(told));
		return new ModelAndView("console/problem", model.asMap(), HttpStatus.valueOf(told.getStatusCode().value()));
	}

	private static String title(ErrorResponse told) {
		return switch (told.getStatusCode().value()) {
			case 400 -> "That cannot be shown";
			case 403 -> "You may look, but not do that";
			case 404 -> "There is nothing here";
			case 405 -> "That cannot be done here";
			case 503 -> "Not now";
			default -> "Something went wrong";
		};
	}

	/** With a capital at the begin. */
	private static String sentence(ErrorResponse told) {
		String reason = (told instanceof ResponseStatusException status) ? status.getReason()
				: told.getBody().getDetail();
		if (told.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND) && !(told instanceof ResponseStatusException)) {
			return "There is no such page.";
		}
		if (reason == null || reason.isBlank()) {
			return "The answer was %d.".formatted(told.getStatusCode().value());
		}
		boolean word = reason.matches("(?s)[a-z]+ .*");
		return word ? reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) : reason;
	}

	private static @Nullable ErrorResponse told(Exception failure) {
		if (failure instanceof ErrorResponse told) {
			return told;
		}
		if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
			return WrongParameter.of(mismatch);
		}
		if (failure instanceof UnnamedException unnamed) {
			return WrongParameter.of(unnamed);
		}
		return (failure instanceof TypeMismatchException) ? new ResponseStatusException(HttpStatus.BAD_REQUEST)
				: StoreAway.of(failure);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
