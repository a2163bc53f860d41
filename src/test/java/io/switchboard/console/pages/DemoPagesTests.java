package io.switchboard.console.pages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.console.mailbox.Mail;
import io.switchboard.console.mailbox.Mailbox;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import org.apache.camel.component.mail.JavaMailSender;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The mailbox and the simulator. */
@BrowserTest(BrowserTest.SECOND)
class DemoPagesTests {

	private static final String HOSTILE = "<script>document.title='owned'</script><b>bold</b>";

	@Autowired
	Client client;

	@Autowired
	JavaMailSender sender;

	@Autowired
	Mailbox mailbox;

	@Autowired
	@Qualifier("springSecurityFilterChain")
	Filter door;

	@Test
	void a_click_plays_a_call_and_its_mail_is_in_the_mailbox(Console console) {
		Page mailbox = console.open("/mailbox");
		int before = this.mailbox.latest(100).size();
		assertThat(mailbox.locator("#rows tbody tr")).hasCount(before);
		Page page = console.open("/play?speed=0");
		page.locator("#play-queue-abandoned").click();
		assertThat(page.locator("#plays .notice.good")).isVisible();
		Locator row = page.locator("#rows tbody tr").first();
		assertThat(row).containsText("queue-abandoned");
		assertThat(row).containsText("200 accepted");
		assertThat(row.locator("td .badge").first()).hasText("ended");
		assertThat(row.locator("a[href^='/calls/']")).hasCount(1);
		assertThat(mailbox.locator("#rows tbody tr")).hasCount(before + 1);
		mailbox.locator("#rows tbody a").first().click();
		assertThat(mailbox.locator("h1")).containsText("Missed call");
		FrameLocator letter = mailbox.frameLocator("iframe.letter");
		assertThat(letter.locator("body")).containsText("Support");
		mailbox.locator("main .tabs").getByText("Plain text").click();
		assertThat(mailbox.locator("#mail-text")).containsText("Support");
		page.navigate("/play?speed=1");
		page.locator("#play-queue-abandoned").click();
		page.locator("#rows tbody tr").first().getByText("Stop").click();
		assertThat(row.locator("td .badge").first()).hasText("stopped");
	}

	@Test
	void mails_fit_a_phone_and_are_dark_where_people_want_it_so(Console console) throws Exception {
		String name = "Donaudampfschifffahrtsgesellschaftskapitänswitwe ".repeat(4);
		this.client.delivered(this.client
			.accept(Samples.read("queue-missed-call-to-email").put("src_name", name).put("dst_name", "x".repeat(90)))
			.path("id")
			.asText());
		this.client.delivered(this.client
			.accept(Samples.read("sms-received-to-email").put("text", name + "https://example.org/" + "x".repeat(200)))
			.path("id")
			.asText());
		for (Mail mail : this.mailbox.latest(2)) {
			for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
				Page page = console.letter(mail.html(), scheme);
				assertThat(page.evaluate("innerWidth")).isEqualTo(390);
				page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots",
						"mail-%s-%s.png".formatted(mail.subject().split(" ")[0], scheme.name().toLowerCase()))));
				assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
				assertThat(new AxeBuilder(page).setLegacyMode(true)
					.withRules(List.of("color-contrast"))
					.analyze()
					.getViolations()).isEmpty();
				assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
					.isEqualTo((scheme == ColorScheme.DARK) ? "rgb(20, 24, 31)" : "rgb(244, 245, 247)");
			}
		}
	}

	@Test
	void the_pages_of_the_demo_look_right(Console console) throws MessagingException {
		send("Missed call from 07700 900123 in Support", "<h1>Missed call</h1><p>Somebody waited.</p>", "Missed call");
		Page page = console.open("/play?speed=0&fault=duplicate&rate=1");
		page.locator("#play-transfer").click();
		assertThat(page.locator("#rows tbody tr").first()).containsText("200 duplicate");
		console.looksRight("/play?fault=duplicate,truncate", "play");
		console.looksRight("/mailbox", "mailbox");
		int number = this.mailbox.latest(1).get(0).number();
		console.looksRight("/mailbox/" + number, "mail");
		console.looksRight("/mailbox/" + number + "?part=text", "mail-text");
	}

	@Test
	void a_hostile_mail_is_text_and_runs_nothing(Console console) throws MessagingException {
		send(HOSTILE, HOSTILE + "<p>calm</p>", HOSTILE);
		Page page = console.open("/mailbox");
		assertThat(page.locator("#rows tbody a").first()).hasText(HOSTILE);
		page.locator("#rows tbody a").first().click();
		assertThat(page.locator("h1")).hasText(HOSTILE);
		assertThat(page.frameLocator("iframe.letter").locator("p")).hasText("calm");
		assertThat(page.locator("iframe.letter")).hasAttribute("sandbox",
				"allow-popups allow-popups-to-escape-sandbox");
		assertThat(page.locator("#attachments-title + *, section:has(#attachments-title)").first())
			.containsText("<i>.csv");
		page.locator("main .tabs").getByText("Plain text").click();
		assertThat(page.locator("#mail-text")).hasText(HOSTILE);
		int number = this.mailbox.latest(1).get(0).number();
		var alone = page.navigate("/mailbox/" + number + "/html");
		assertThat(alone.headers().get("content-security-policy")).startsWith("default-src 'none'")
			.endsWith("sandbox allow-popups allow-popups-to-escape-sandbox");
		assertThat(alone.headers().get("x-frame-options")).isEqualTo("SAMEORIGIN");
		assertThat(page.title()).isNotEqualTo("owned");
		assertThat(page.navigate("/mailbox/" + number).headers().get("x-frame-options")).isEqualTo("DENY");
	}

	@Test
	void a_viewer_may_not_play() throws ServletException, IOException {
		assertThat(statusOfPlay("ROLE_VIEWER")).isEqualTo(403);
		assertThat(statusOfPlay("ROLE_VIEWER", "ROLE_OPERATOR")).isEqualTo(200);
	}

	/** The refusal of the pages' filter; no handler stands behind it. */
	private int statusOfPlay(String... roles) throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/play");
		request.setServletPath("/play");
		MockHttpServletResponse response = new MockHttpServletResponse();
		var who = new UsernamePasswordAuthenticationToken("vera", "", AuthorityUtils.createAuthorityList(roles));
		request.getSession()
			.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
					new SecurityContextImpl(who));
		HttpSessionCsrfTokenRepository tokens = new HttpSessionCsrfTokenRepository();
		CsrfToken token = tokens.generateToken(request);
		tokens.saveToken(token, request, response);
		new XorCsrfTokenRequestAttributeHandler().handle(request, response, () -> token);
		CsrfToken masked = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
		request.addHeader(masked.getHeaderName(), masked.getToken());
		this.door.doFilter(request, response, new MockFilterChain());
		return response.getStatus();
	}

	private void send(String subject, String html, String text) throws MessagingException {
		MimeMessage message = new MimeMessage(this.sender.getSession());
		message.setFrom("switchboard@localhost");
		message.setRecipients(MimeMessage.RecipientType.TO, "support@localhost");
		message.setSubject(subject, "UTF-8");
		MimeMultipart parts = new MimeMultipart("mixed");
		for (String[] each : new String[][] { { text, "plain" }, { html, "html" } }) {
			MimeBodyPart part = new MimeBodyPart();
			part.setText(each[0], "UTF-8", each[1]);
			parts.addBodyPart(part);
		}
		MimeBodyPart attachment = new MimeBodyPart();
		attachment.setText("a,b", "UTF-8", "csv");
		attachment.setFileName("<i>.csv");
		parts.addBodyPart(attachment);
		message.setContent(parts);
		message.saveChanges();
		this.sender.send(message);
	}

}
