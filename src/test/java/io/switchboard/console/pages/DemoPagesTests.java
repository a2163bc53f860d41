package io.switchboard.console.pages;

import java.io.IOException;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.switchboard.console.Mailbox;
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
@BrowserTest
class DemoPagesTests {

	private static final String HOSTILE = "<script>document.title='owned'</script><b>bold</b>";

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
	void they_look_right(Console console) throws MessagingException {
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

	/** What the pages' door says; nobody stands behind it. */
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
