package io.switchboard.console.login;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away who tried too often, before the password is looked at. */
class LoginBrakeFilter extends OncePerRequestFilter {

	private final LoginBrake brake;

	LoginBrakeFilter(LoginBrake brake) {
		this.brake = brake;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getMethod().equals("POST") && request.getRequestURI().equals("/login")
				&& this.brake.holds(request)) {
			PagesSecurity.back(LoginProblem.WAIT, request, response);
			return;
		}
		chain.doFilter(request, response);
	}

}
