package io.switchboard.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.switchboard.declared.Offline;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.text.Readable;
import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.attachment.AttachmentMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Attaches what a route has made, in the header {@code attachment}, under the name
 * {@code attachmentName}, and the {@code pictures} that the HTML shows, from the folder
 * {@code pictureFolder}. An attachment that is too large for mail servers is replaced by
 * a note, because the mail itself must arrive.
 */
@Component("mailAttachments")
class MailAttachments implements Processor {

	private static final int LONGEST_NAME = 100;

	private static final int BUFFER = 8192;

	/** The attachments of this mail, which the next mail of the route must not have. */
	private static final String ADDED = "SwitchboardMailAttachments";

	private final DataSize most;

	@Autowired
	MailAttachments(@Value("${mail.max-attachments}") DataSize most) {
		this.most = most;
	}

	/** For mails that nobody sends. */
	@Offline
	static MailAttachments unsent(Environment settings) {
		return new MailAttachments(DataSize.parse(settings.getProperty("mail.max-attachments", "10MB")));
	}

	@Override
	public void process(Exchange exchange) throws IOException {
		Message message = exchange.getMessage();
		AttachmentMessage attachments = exchange.getMessage(AttachmentMessage.class);
		List<String> added = new ArrayList<>();
		byte[] content = content(exchange, message.removeHeader("attachment"));
		String name = name(String.valueOf(message.removeHeader("attachmentName")));
		if (content.length > 0) {
			attachments.addAttachment(name, handler(content, name));
			added.add(name);
		}
		Object folder = message.removeHeader("pictureFolder");
		for (String each : String.valueOf(message.removeHeader("pictures")).split("\\s*,\\s*")) {
			String picture = each.strip();
			if (!picture.isEmpty()) {
				attachments.addAttachment(MailParts.PICTURE + picture,
						handler(picture(String.valueOf(folder), picture), picture));
				added.add(MailParts.PICTURE + picture);
			}
		}
		bound(attachments);
		exchange.setProperty(ADDED, added);
	}

	/** Takes off what one mail had. */
	static void takeOff(Exchange exchange) {
		List<?> added = exchange.getProperty(ADDED, List.of(), List.class);
		added.forEach((name) -> exchange.getMessage(AttachmentMessage.class).removeAttachment(name.toString()));
	}

	private static byte[] content(Exchange exchange, @Nullable Object content) {
		if (content == null || content.toString().isEmpty()) {
			return new byte[0];
		}
		byte[] bytes = exchange.getContext().getTypeConverter().tryConvertTo(byte[].class, exchange, content);
		return (bytes != null) ? bytes : content.toString().getBytes(StandardCharsets.UTF_8);
	}

	/** A name is data: of an event, or of a caller. */
	static String name(String said) {
		String name = Readable.line(said).replaceAll(".*[/\\\\]", "").replaceAll("[\"<>:|?*;%]", "").strip();
		name = name.replaceFirst("^[. ]+", "").replaceFirst("[. ]+$", "");
		if (name.isEmpty()) {
			return "attachment";
		}
		if (name.length() <= LONGEST_NAME) {
			return name;
		}
		int dot = name.lastIndexOf('.');
		String end = (dot > name.length() - 10) ? name.substring(dot) : "";
		return Readable.cut(name.substring(0, name.length() - end.length()), LONGEST_NAME - end.length()) + end;
	}

	private static byte[] picture(String folder, String name) throws IOException {
		if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
			throw new PermanentFailure("'%s' is not the name of a picture in routes/templates".formatted(name));
		}
		try {
			return Files.readAllBytes(Path.of(folder, name));
		}
		catch (NoSuchFileException ex) {
			throw new PermanentFailure("there is no picture %s in routes/templates".formatted(name));
		}
	}

	private static DataHandler handler(byte[] content, String name) {
		String type = MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM).toString();
		return new DataHandler(
				new ByteArrayDataSource(content, type.startsWith("text/") ? type + "; charset=UTF-8" : type));
	}

	/** In the order in which they were attached. */
	private void bound(AttachmentMessage attachments) throws IOException {
		long left = this.most.toBytes();
		for (Map.Entry<String, DataHandler> each : List.copyOf(attachments.getAttachments().entrySet())) {
			long size = size(each.getValue(), left);
			if (size <= left) {
				left -= size;
				continue;
			}
			attachments.removeAttachment(each.getKey());
			if (!each.getKey().startsWith(MailParts.PICTURE)) {
				String note = name(each.getKey()) + ".txt";
				attachments.addAttachment(note,
						handler("%s is not attached: it is larger than mail.max-attachments (%d KB) allows.%n"
							.formatted(name(each.getKey()), this.most.toKilobytes())
							.getBytes(StandardCharsets.UTF_8), note));
			}
		}
	}

	/** Reads only as many bytes as needed. */
	private static long size(DataHandler content, long most) throws IOException {
		long size = 0;
		byte[] buffer = new byte[BUFFER];
		try (InputStream in = content.getInputStream()) {
			for (int read = in.read(buffer); read >= 0 && size <= most; read = in.read(buffer)) {
				size += read;
			}
		}
		return size;
	}

}
