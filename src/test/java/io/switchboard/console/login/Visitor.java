package io.switchboard.console.login;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person whose browser keeps cookies and runs no script. */
public final class Visitor {

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final String url;

	private String csrf = "";

	public Visitor(int port) {
		this.url = "http://localhost:" + port;
	}

	HttpResponse<String> get(String path, String... headers) {
		HttpResponse<String> reply = send(request(path, headers).GET());
		Matcher token = CSRF.matcher(reply.body());
		if (token.find()) {
			this.csrf = token.group(1);
		}
		return reply;
	}

	/** The names of the cookies that it has. */
	List<String> cookies() {
		return this.cookies.getCookieStore().getCookies().stream().map(HttpCookie::getName).toList();
	}

	/** The value of a cookie. */
	String cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((each) -> each.getName().equals(name))
			.map(HttpCookie::getValue)
			.findFirst()
			.orElseThrow();
	}

	/** Drops the session, as if the browser forgot it or it expired. */
	void forgetSession() {
		this.cookies.getCookieStore().removeAll();
	}

	/** Sends the form of the last page, or one with another token. */
	HttpResponse<String> submit(String path, String csrf, String... headers) {
		return send(request(path, headers).header("Content-Type", "application/x-www-form-urlencoded")
			.header("X-CSRF-TOKEN", csrf)
			.POST(HttpRequest.BodyPublishers.noBody()));
	}

	/** The token of the last page. */
	String token() {
		return this.csrf;
	}

	/** Follows a redirect, as a browser does. */
	HttpResponse<String> follow(HttpResponse<String> reply) {
		String location = reply.headers().firstValue("Location").orElseThrow(() -> new AssertionError(reply.body()));
		return get(reply.uri().resolve(location).toString(), "Accept", "text/html");
	}

	/** Opens a stream; the caller closes it. */
	BufferedReader listen(String path, String... headers) {
		try {
			HttpResponse<InputStream> reply = this.http.send(request(path, headers).build(),
					HttpResponse.BodyHandlers.ofInputStream());
			if (reply.statusCode() != 200) {
				throw new AssertionError(path + " answers " + reply.statusCode());
			}
			return new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8));
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Posts with the form token of the last page. */
	public HttpResponse<String> post(String path, String body) {
		return post(path, body, this.csrf);
	}

	HttpResponse<String> post(String path, String body, String csrf) {
		String type = path.startsWith("/api/") ? "application/json" : "application/x-www-form-urlencoded";
		return send(request(path, "X-CSRF-TOKEN", csrf, "Content-Type", type)
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	/** The address that the login redirects to. */
	public String logIn(String user, String password, String next) {
		get("/login");
		HttpResponse<String> reply = post("/login",
				"username=" + user + "&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&next="
						+ URLEncoder.encode(next, StandardCharsets.UTF_8));
		String location = reply.headers().firstValue("Location").orElse("");
		get("/");
		return location;
	}

	private HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.url).resolve(path));
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		// a browser trusts localhost without TLS
		this.cookies.getCookieStore().getCookies().forEach((cookie) -> cookie.setSecure(false));
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
