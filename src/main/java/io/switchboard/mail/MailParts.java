package io.switchboard.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.switchboard.declared.Offline;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.Attachment;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.mail.MailBinding;
import org.apache.camel.component.mail.MailConfiguration;

import org.springframework.stereotype.Component;

/**
 * Puts a mail together as mail programs expect it: the text or the HTML, the HTML with
 * its pictures, and what is attached beside both. Camel would put attachments beside the
 * HTML only, so that readers of the text would not see them.
 */
@Offline
@Component("mailParts")
class MailParts extends MailBinding {

	/** What the name of a picture begins with, which the HTML shows. */
	static final String PICTURE = "cid:";

	@Override
	protected void createMultipartAlternativeMessage(MimeMessage mail, MailConfiguration configuration,
			Exchange exchange) throws MessagingException, java.io.IOException {
		MimeBodyPart text = new MimeBodyPart();
		text.setText(getAlternativeBody(configuration, exchange), determineCharSet(configuration, exchange));
		MimeBodyPart html = new MimeBodyPart();
		populateContentOnBodyPart(html, configuration, exchange);
		List<BodyPart> pictures = new ArrayList<>();
		List<BodyPart> files = new ArrayList<>();
		for (Map.Entry<String, Attachment> each : exchange.getMessage(AttachmentMessage.class)
			.getAttachmentObjects()
			.entrySet()) {
			boolean picture = each.getKey().startsWith(PICTURE);
			(picture ? pictures : files).add(part(each.getKey(), each.getValue(), picture));
		}
		MimeBodyPart shown = pictures.isEmpty() ? html : within("related", html, pictures);
		mail.setContent(files.isEmpty() ? multipart("alternative", text, List.of(shown))
				: multipart("mixed", within("alternative", text, List.of(shown)), files));
	}

	private static BodyPart part(String key, Attachment attachment, boolean picture) throws MessagingException {
		MimeBodyPart part = new MimeBodyPart();
		part.setDataHandler(attachment.getDataHandler());
		String name = picture ? key.substring(PICTURE.length()) : key;
		try {
			part.setFileName(MimeUtility.encodeText(name, "UTF-8", null));
		}
		catch (java.io.UnsupportedEncodingException ex) {
			throw new IllegalStateException(ex);
		}
		part.setDisposition(picture ? Part.INLINE : Part.ATTACHMENT);
		if (picture) {
			part.setContentID("<" + name + ">");
		}
		return part;
	}

	private static MimeBodyPart within(String kind, BodyPart first, List<BodyPart> others) throws MessagingException {
		MimeBodyPart part = new MimeBodyPart();
		part.setContent(multipart(kind, first, others));
		return part;
	}

	private static Multipart multipart(String kind, BodyPart first, List<BodyPart> others) throws MessagingException {
		MimeMultipart multipart = new MimeMultipart(kind);
		multipart.addBodyPart(first);
		for (BodyPart each : others) {
			multipart.addBodyPart(each);
		}
		return multipart;
	}

}
