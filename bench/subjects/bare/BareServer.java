import java.io.IOException;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

/** The same Tomcat with one servlet that reads the body and answers at once: what HTTP itself costs. */
public class BareServer {

	public static void main(String[] args) {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(Integer.parseInt(args[0]));
		factory.getWebServer((context) -> {
			var servlet = context.addServlet("empty", new EmptyServlet());
			servlet.addMapping("/*");
			servlet.setLoadOnStartup(1);
		}).start();
	}

	static class EmptyServlet extends HttpServlet {

		private static final byte[] ANSWER = "{\"status\":\"accepted\"}".getBytes();

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			request.getInputStream().readAllBytes();
			response.setContentType("application/json");
			response.setContentLength(ANSWER.length);
			response.getOutputStream().write(ANSWER);
		}

	}

}
