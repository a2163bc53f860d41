package io.switchboard.console.pages;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UrlPathHelper;

/** A browser gets a page for what went wrong, {@code error.html}; a program gets JSON. */
@Component
class PageErrors implements HandlerExceptionResolver, Ordered {

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception failure) {
		String accept = request.getHeader("Accept");
		Integer status = status(failure);
		if (status == null || accept == null || !accept.contains("text/html")
				|| UrlPathHelper.rawPathInstance.getPathWithinApplication(request).startsWith("/api/")) {
			return null;
		}
		try {
			response.sendError(status);
			return new ModelAndView();
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static @Nullable Integer status(Exception failure) {
		if (failure instanceof ErrorResponse told) {
			return told.getStatusCode().value();
		}
		return (failure instanceof TypeMismatchException) ? HttpStatus.BAD_REQUEST.value() : null;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
