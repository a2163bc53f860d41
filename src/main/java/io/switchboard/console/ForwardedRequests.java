package io.switchboard.console;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import io.switchboard.console.login.SessionCookie;
import io.switchboard.webhook.SourceAddress;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Restores requests behind a proxy as the client sent them: scheme, host, prefix and
 * address. Scheme, host and prefix are also accepted from a proxy on this machine,
 * because they change only the answer to that sender. An address counts for limits, so it
 * is accepted only from {@code webhook.trusted-proxies}.
 */
class ForwardedRequests extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(ForwardedRequests.class);

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	private static final String FORWARDED_PREFIX = "X-Forwarded-Prefix";

	/** No second slash in front, which would name another host. */
	private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?");

	/**
	 * The headers X-Forwarded- are read only for scheme, host and prefix.
	 */
	private static final Set<String> READ_ALREADY = Set.of("x-forwarded-for", "forwarded");

	private final SourceAddress source;

	private final ForwardedHeaderFilter believing = new ForwardedHeaderFilter();

	private final ForwardedHeaderFilter ignoring = new ForwardedHeaderFilter();

	private final AtomicBoolean told = new AtomicBoolean();

	ForwardedRequests(SourceAddress source) {
		this.source = source;
		this.believing.setRelativeRedirects(true);
		this.ignoring.setRemoveOnly(true);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String peer = request.getRemoteAddr();
		List<String> hops = Collections.list(request.getHeaders(FORWARDED_FOR));
		boolean trusted = this.source.isTrusted(peer);
		if (!trusted && !hops.isEmpty() && this.told.compareAndSet(false, true)) {
			log.info("A proxy at {} names its clients, but is not in webhook.trusted-proxies: all of them count as one",
					peer);
		}
		String address = this.source.of(peer, hops.isEmpty() ? null : String.join(",", hops));
		ForwardedHeaderFilter filter = (trusted || SourceAddress.isThisMachine(peer)) ? this.believing : this.ignoring;
		filter.doFilter(new Sent(request, address), response,
				(sent, reply) -> pass((HttpServletRequest) sent, (HttpServletResponse) reply, chain));
	}

	/** Without the last slash, relative links of the page would be wrong. */
	private static void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String root = request.getContextPath();
		request.setAttribute(SessionCookie.PREFIX, root);
		if (!root.isEmpty() && request.getRequestURI().equals(root)) {
			response.sendRedirect(root + "/");
			return;
		}
		chain.doFilter(request, response);
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	/** The request with the sender's address, and without the headers that were read. */
	private static final class Sent extends HttpServletRequestWrapper {

		private final String address;

		Sent(HttpServletRequest request, String address) {
			super(request);
			this.address = address;
		}

		@Override
		public String getRemoteAddr() {
			return this.address;
		}

		@Override
		public String getRemoteHost() {
			return this.address;
		}

		@Override
		public @Nullable String getHeader(String name) {
			String value = isHidden(name) ? null : super.getHeader(name);
			return (value != null && name.equalsIgnoreCase(FORWARDED_PREFIX) && !PREFIX.matcher(value).matches()) ? null
					: value;
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return (getHeader(name) != null) ? super.getHeaders(name) : Collections.emptyEnumeration();
		}

		@Override
		public Enumeration<String> getHeaderNames() {
			return Collections.enumeration(Collections.list(super.getHeaderNames())
				.stream()
				.filter((name) -> getHeader(name) != null)
				.toList());
		}

		private static boolean isHidden(String name) {
			return READ_ALREADY.contains(name.toLowerCase(Locale.ROOT));
		}

	}

}
