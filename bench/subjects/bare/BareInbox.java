package io.switchboard.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import io.switchboard.inbox.Inbox;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The same inbox behind a bare asynchronous servlet: no Camel, no key, no limits. What the front door costs. */
@Configuration(proxyBeanMethods = false)
class BareInbox {

	@Bean
	ServletRegistrationBean<HttpServlet> bareInboxServlet(Inbox inbox) {
		var registration = new ServletRegistrationBean<HttpServlet>(new InboxServlet(inbox), "/http/bare-inbox");
		registration.setAsyncSupported(true);
		return registration;
	}

	static class InboxServlet extends HttpServlet {

		private final transient Inbox inbox;

		InboxServlet(Inbox inbox) {
			this.inbox = inbox;
		}

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			AsyncContext async = request.startAsync();
			ServletInputStream input = request.getInputStream();
			ByteArrayOutputStream body = new ByteArrayOutputStream(request.getContentLength());
			byte[] buffer = new byte[8192];
			input.setReadListener(new ReadListener() {
				@Override
				public void onDataAvailable() throws IOException {
					while (input.isReady() && !input.isFinished()) {
						int count = input.read(buffer);
						if (count > 0) {
							body.write(buffer, 0, count);
						}
					}
				}

				@Override
				public void onAllDataRead() {
					InboxServlet.this.inbox.accept(body.toByteArray())
						.whenComplete((receipt, failure) -> answer(async, response, failure == null));
				}

				@Override
				public void onError(Throwable ex) {
					async.complete();
				}
			});
		}

		private static void answer(AsyncContext async, HttpServletResponse response, boolean kept) {
			byte[] answer = (kept ? "{\"status\":\"accepted\"}" : "{\"status\":\"unavailable\"}").getBytes();
			response.setStatus(kept ? 200 : 503);
			response.setContentType("application/json");
			response.setContentLength(answer.length);
			try {
				response.getOutputStream().write(answer);
			}
			catch (IOException ex) {
				// the sender went away
			}
			async.complete();
		}

	}

}
