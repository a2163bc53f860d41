package io.switchboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.tls.AnyCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Switchboard behind the real nginx and HAProxy, configured as README says, with TLS. It
 * is reached at the root, below a path that the proxy removes, and below a path that it
 * passes on.
 */
@Order(2)
class ProxyTests {

	private static final Pattern LINK = Pattern
		.compile(" (href|src|action|formaction|hx-get|hx-post|hx-replace-url|data-plot|data-url)=\"(/[^\"]*)\"");

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

	@TempDir
	static Path folder;

	private static WarmSwitchboard atRoot;

	private static WarmSwitchboard belowDesk;

	private static Fronts fronts;

	private static final Map<String, String> URLS = new LinkedHashMap<>();

	private static int bare;

	@BeforeAll
	static void start() throws Exception {
		Tools.assumeInstalled("nginx", "haproxy", "curl");
		atRoot = start("root");
		belowDesk = start("desk", "--server.servlet.context-path=/desk", "--metrics.open=false",
				"--metrics.token=metrics-only");
		fronts = new Fronts(folder.resolve("fronts"));
		String nginx = Fronts.readme("nginx");
		String old = nginx.replace("proxy_http_version 1.1;", "").replace("proxy_set_header Connection \"\";", "");
		String plain = """
				server {
				    listen 443 ssl;
				    ssl_certificate /etc/ssl/switchboard.crt;
				    ssl_certificate_key /etc/ssl/switchboard.key;
				    location / {
				        proxy_set_header Host $host;
				        proxy_pass http://127.0.0.1:8080;
				    }
				}
				""";
		List<Integer> ports = fronts.nginx(
				List.of(before(atRoot, nginx), before(atRoot, old), before(belowDesk, nginx), before(atRoot, plain)));
		url("nginx", ports.get(0), "");
		url("nginx, prefix", ports.get(0), "/switchboard");
		url("nginx, HTTP/1.0", ports.get(1), "");
		url("nginx, HTTP/1.0, prefix", ports.get(1), "/switchboard");
		url("nginx, context path", ports.get(2), "/desk");
		bare = ports.get(3);
		String haproxy = Fronts.readme("haproxy");
		int port = fronts.haproxy(before(atRoot, haproxy), 1);
		url("HAProxy", port, "");
		url("HAProxy, prefix", port, "/switchboard");
		url("HAProxy, context path",
				fronts.haproxy(before(belowDesk, haproxy).replace("/actuator/", "/desk/actuator/"), 2), "/desk");
	}

	private static WarmSwitchboard start(String name, String... settings) throws IOException {
		Path home = Files.createDirectories(folder.resolve(name));
		FileSystemUtils.copyRecursively(Path.of("routes"), home.resolve("routes"));
		return WarmSwitchboard.startIn(home, Client.SECRETS, Stream
			.concat(Stream.of("--webhook.trusted-proxies=127.0.0.1", "--call-ended-to-crm.recording-wait=0s",
					"--voipstudio.api.record-wait=0s", "--voipstudio.api.recording-wait=0s"), Stream.of(settings))
			.toArray(String[]::new));
	}

	private static String before(WarmSwitchboard switchboard, String block) {
		return block.replace("127.0.0.1:8080", "127.0.0.1:" + switchboard.port());
	}

	private static void url(String name, int port, String prefix) {
		URLS.put(name, "https://localhost:" + port + prefix);
	}

	static Stream<String> fronts() {
		return URLS.keySet().stream();
	}

	@AfterAll
	static void stop() {
		for (AutoCloseable each : new AutoCloseable[] { fronts, atRoot, belowDesk }) {
			try {
				if (each != null) {
					each.close();
				}
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "nginx", "nginx, HTTP/1.0, prefix", "HAProxy, context path" })
	void every_link_of_every_page_stays_below_the_prefix_and_leads_somewhere(String front) throws Exception {
		Guest guest = loggedIn(front);
		guest.post("/overview/play", "");
		post(guest, "call-ended-to-database");
		Deque<String> pages = new ArrayDeque<>(List.of("/"));
		TreeSet<String> seen = new TreeSet<>();
		Map<String, Integer> times = new HashMap<>();
		while (!pages.isEmpty()) {
			String page = pages.pop();
			HttpResponse<String> reply = guest.get(page);
			// the delivery to the switchboard is deleted once the event is decided
			assertThat(reply.statusCode()).as(page)
				.matches((status) -> status < 400 || (status == 404 && page.matches("/deliveries/\\d+")));
			if (reply.statusCode() == 302) {
				assertThat(reply.headers().firstValue("Location").orElseThrow()).as(page)
					.startsWith(guest.prefix() + "/")
					.doesNotContain("/login");
			}
			boolean html = reply.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
			Matcher links = LINK.matcher(html ? reply.body() : "");
			while (links.find()) {
				String link = links.group(2).replace("&amp;", "&");
				assertThat(link).as(links.group() + " on " + page).startsWith(guest.prefix() + "/");
				String path = link.substring(guest.prefix().length());
				boolean followed = !links.group(1).matches(".*action|hx-post|data-url");
				if (seen.add(shape(front, links.group(1), path)) && followed && (front.equals("nginx")
						|| times.merge(shape(front, "", path).replaceAll("\\?.*", ""), 1, Integer::sum) <= 3)) {
					pages.add(path);
				}
			}
		}
		assertThat(seen).hasSizeGreaterThan(40);
	}

	/**
	 * One call's page stands for the others', and one route's parts for those of the
	 * other routes; behind one front each route has its page. There each filter of a list
	 * is followed too, elsewhere three.
	 */
	private static String shape(String front, String attribute, String path) {
		String routes = front.equals("nginx") ? "^/routes/[^/?]+(?=[/?])" : "^/routes/[^/?]+";
		return (attribute.startsWith("hx") ? "hx " : "") + path.replaceAll(routes, "/routes/one")
			.replaceAll("(?<=/revisions/)[^/?]+", "0")
			.replaceAll("\\d+", "0")
			.replaceAll("#.*", "")
			.replaceAll("[a-z]+\\d+\\.[0-9a-f.x]+", "id")
			.replaceAll("=[^&]*", "=");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("fronts")
	void the_login_leads_to_a_page_and_the_log_out_back(String front) throws Exception {
		Guest guest = new Guest(front);
		HttpResponse<String> stranger = guest.get("/calls?number=5");
		assertThat(stranger.statusCode()).isEqualTo(302);
		assertThat(stranger.headers().firstValue("Location"))
			.contains(guest.prefix() + "/login?next=%2Fcalls%3Fnumber%3D5");
		guest.get("/login");
		assertThat(guest.logIn("/calls?number=5")).isEqualTo(guest.prefix() + "/calls?number=5");
		assertThat(guest.get("").statusCode()).as("without the last slash").isIn(200, 301, 302);
		assertThat(guest.get("/").body()).contains("aria-current=\"page\"");
		assertThat(guest.post("/logout", "").headers().firstValue("Location")).contains(guest.prefix() + "/login");
		assertThat(guest.get("/calls").statusCode()).isEqualTo(302);
	}

	@Test
	void a_browser_comes_back_to_the_node_where_its_login_lives() throws Exception {
		int port = fronts.haproxy(before(atRoot, Fronts.readme("haproxy"))
			.replace("    # server two 10.0.0.2:8080", "    server two 127.0.0.1:" + belowDesk.port())
			.replaceAll("(?m)^.*httpchk.*$", ""), 3);
		URLS.put("HAProxy, two nodes", "https://localhost:" + port);
		try {
			TreeSet<Integer> all = new TreeSet<>();
			for (int browser = 0; browser < 6; browser++) {
				Guest guest = new Guest("HAProxy, two nodes");
				TreeSet<Integer> own = new TreeSet<>();
				for (int i = 0; i < 4; i++) {
					own.add(guest.get("/login").statusCode());
				}
				assertThat(own).hasSize(1);
				all.addAll(own);
			}
			// the other node is below a path
			assertThat(all).containsExactly(200, 404);
		}
		finally {
			URLS.remove("HAProxy, two nodes");
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("fronts")
	void an_open_page_hears_that_something_has_changed(String front) throws Exception {
		Guest guest = loggedIn(front);
		try (BufferedReader live = guest.listen("/live")) {
			assertThat(live.readLine()).isEqualTo("event:tick");
		}
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "HAProxy, prefix", "nginx, context path" })
	void an_event_goes_all_the_way_to_the_demos_crm_and_its_call_is_looked_up(String front) throws Exception {
		Guest guest = loggedIn(front);
		String event = post(guest, "call-ended-to-database");
		await().until(() -> {
			String deliveries = guest.api("/api/events/" + event).body();
			return deliveries.contains("\"route\":\"call-ended-to-crm\",\"status\":\"delivered\"");
		});
		String played = guest.api("POST", "/simulator/scenarios/queue-abandoned?speed=600").body();
		assertThat(played).contains("queue-abandoned");
		String call = await().until(() -> {
			Matcher id = Pattern.compile("\"root_call_id\":(\\d+)").matcher(guest.api("/api/calls").body());
			return id.find() ? id.group(1) : "";
		}, (id) -> !id.isEmpty());
		assertThat(guest.api("/api/calls/" + call + "?enrich=true").statusCode()).isEqualTo(200);
		assertThat(guest.api("/v3/api-docs").body()).contains("\"url\":\"" + guest.url + "\"");
	}

	@Test
	void wrong_passwords_of_one_client_hold_up_no_other() throws Exception {
		for (String front : List.of("nginx, prefix", "HAProxy", "nginx, context path")) {
			String url = URLS.get(front);
			String attacker = "127.0.0." + (20 + List.copyOf(URLS.keySet()).indexOf(front));
			String last = "";
			for (int i = 0; i < 6; i++) {
				last = curl(attacker, url, "a guess");
			}
			assertThat(last).as(front).contains("/login?wait=");
			assertThat(curl("127.0.0.9", url, new Guest(front).password())).as(front)
				.isEqualTo(url.replaceFirst(":\\d+", "").replaceFirst("https://localhost", "") + "/");
		}
	}

	/** Where somebody at an address of their own is led to. */
	private static String curl(String address, String url, String password) throws Exception {
		String script = """
				jar=$(mktemp); page=$(curl -sk --interface %1$s -c $jar %2$s/login)
				token=$(sed -n 's/.*name="_csrf" content="\\([^"]*\\)".*/\\1/p' <<<"$page")
				curl -sk --interface %1$s -b $jar -o /dev/null -D - -d "_csrf=$token" -d username=admin -d "password=%3$s" %2$s/login | sed -n 's/\\r$//; s/^[Ll]ocation: //p'
				rm $jar
				"""
			.formatted(address, url, password);
		Process process = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
	}

	@Test
	void a_redirect_is_a_path_whatever_the_proxy_says_of_itself() throws Exception {
		HttpResponse<String> reply = trusting()
			.send(HttpRequest.newBuilder(URI.create("https://localhost:" + bare + "/"))
				.header("Accept", "text/html")
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(reply.headers().firstValue("Location")).contains("/login");
	}

	@Test
	void what_a_stranger_says_of_prefixes_leads_nowhere_else() throws Exception {
		for (String prefix : List.of("//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example",
				"/a\"><script>", "/a/../..//b", "/%2F%2Felsewhere.example")) {
			try (Socket socket = new Socket("127.0.0.1", atRoot.port())) {
				socket.getOutputStream()
					.write(("GET / HTTP/1.0\r\nHost: localhost\r\nAccept: text/html\r\nX-Forwarded-Prefix: " + prefix
							+ "\r\n\r\n")
						.getBytes(StandardCharsets.UTF_8));
				String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				assertThat(reply).as(prefix).contains("Location: /login\r\n");
			}
		}
	}

	@Test
	void the_metrics_are_open_to_their_token_alone() throws Exception {
		String metrics = "http://localhost:" + belowDesk.port() + "/desk/actuator/prometheus";
		HttpClient http = HttpClient.newHttpClient();
		for (String token : List.of("metrics-only", Client.TOKEN)) {
			HttpResponse<String> reply = http.send(
					HttpRequest.newBuilder(URI.create(metrics)).header("Authorization", "Bearer " + token).build(),
					HttpResponse.BodyHandlers.ofString());
			assertThat(reply.body()).contains("jvm_memory_used_bytes");
		}
		assertThat(http.send(HttpRequest.newBuilder(URI.create(metrics)).build(), HttpResponse.BodyHandlers.ofString())
			.statusCode()).isEqualTo(401);
		assertThat(http
			.send(HttpRequest.newBuilder(URI.create(metrics.replace("actuator/prometheus", "api/events")))
				.header("Authorization", "Bearer metrics-only")
				.build(), HttpResponse.BodyHandlers.ofString())
			.statusCode()).isIn(401, 403);
	}

	/** VoIPstudio may send one when it saves the URL. curl says no length of it. */
	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "nginx", "nginx, HTTP/1.0", "HAProxy" })
	void an_empty_post_is_the_check_of_the_url(String front) throws Exception {
		Tools.assumeInstalled("curl");
		String url = new Guest(front).url + "/webhooks/voipstudio/" + Client.KEY;
		Process curl = new ProcessBuilder("curl", "-sk", "-X", "POST", url).start();
		assertThat(new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("ready");
	}

	private static String post(Guest guest, String sample) throws Exception {
		ObjectNode event = Samples.read(sample);
		String id = Client.newId();
		event.put("id", id);
		event.put("call_id", 4279000000L + Math.abs(id.hashCode()));
		event.remove("root_call_id");
		HttpResponse<String> reply = guest.http
			.send(HttpRequest.newBuilder(URI.create(guest.url + "/webhooks/voipstudio/" + Client.KEY))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(event.toString()))
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(reply.body()).contains("accepted");
		return id;
	}

	private static Guest loggedIn(String front) throws Exception {
		Guest guest = new Guest(front);
		guest.get("/login");
		assertThat(guest.logIn("/")).isEqualTo(guest.prefix() + "/");
		guest.get("/");
		return guest;
	}

	private static HttpClient trusting() throws GeneralSecurityException {
		return client(new CookieManager());
	}

	private static HttpClient client(CookieManager cookies) throws GeneralSecurityException {
		return HttpClient.newBuilder()
			// the front's certificate is its own
			.sslContext(AnyCertificate.context())
			.version(HttpClient.Version.HTTP_1_1)
			.cookieHandler(cookies)
			.build();
	}

	/** A browser at a front. */
	private static final class Guest {

		private final String url;

		private final CookieManager cookies = new CookieManager();

		private final HttpClient http;

		private final boolean desk;

		private String csrf = "";

		Guest(String front) throws GeneralSecurityException {
			this.url = URLS.get(front);
			this.desk = front.contains("context");
			this.http = client(this.cookies);
		}

		String prefix() {
			return this.url.replaceFirst("https://[^/]*", "");
		}

		String password() throws IOException {
			return Files.readString(folder.resolve(this.desk ? "desk" : "root").resolve("data/console.password"))
				.strip();
		}

		String logIn(String next) throws Exception {
			String form = "username=admin&password=" + URLEncoder.encode(password(), StandardCharsets.UTF_8) + "&next="
					+ URLEncoder.encode(next, StandardCharsets.UTF_8);
			String location = post("/login", form).headers().firstValue("Location").orElse("none");
			assertThat(this.cookies.getCookieStore().getCookies())
				// HAProxy's own
				.filteredOn((cookie) -> !cookie.getName().equals("node"))
				.extracting(HttpCookie::getPath)
				.isNotEmpty()
				.allMatch((path) -> path.startsWith(prefix()));
			return location;
		}

		HttpResponse<String> get(String path) throws Exception {
			HttpResponse<String> reply = send(request(path).header("Accept", "text/html, */*").GET());
			Matcher token = CSRF.matcher(reply.body());
			if (token.find()) {
				this.csrf = token.group(1);
			}
			return reply;
		}

		HttpResponse<String> post(String path, String form) throws Exception {
			return send(request(path).header("X-CSRF-TOKEN", this.csrf)
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers.ofString(form)));
		}

		HttpResponse<String> api(String path) throws Exception {
			return api("GET", path);
		}

		HttpResponse<String> api(String method, String path) throws Exception {
			return send(request(path).header("Authorization", "Bearer " + Client.TOKEN)
				.method(method, HttpRequest.BodyPublishers.noBody()));
		}

		BufferedReader listen(String path) throws Exception {
			HttpResponse<InputStream> reply = this.http.send(request(path).build(),
					HttpResponse.BodyHandlers.ofInputStream());
			assertThat(reply.statusCode()).isEqualTo(200);
			return new BufferedReader(new InputStreamReader(reply.body(), StandardCharsets.UTF_8));
		}

		private HttpRequest.Builder request(String path) {
			return HttpRequest.newBuilder(URI.create(this.url + path));
		}

		private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}

	}

}
