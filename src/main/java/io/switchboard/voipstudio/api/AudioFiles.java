package io.switchboard.voipstudio.api;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import io.switchboard.delivery.PermanentFailure;
import io.switchboard.store.DataDirectory;
import jakarta.activation.FileDataSource;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.support.SynchronizationAdapter;

import org.springframework.stereotype.Component;

/**
 * The audio of recordings, as files: written beside their place, counted, and moved there
 * only when whole. No more than a buffer of it is ever in memory.
 */
@Component
class AudioFiles {

	private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu/MM").withZone(ZoneOffset.UTC);

	private final Path folder;

	AudioFiles(DataDirectory data) {
		this.folder = data.path().resolve("recordings").toAbsolutePath().normalize();
	}

	/** Where they lie. */
	Path folder() {
		return this.folder;
	}

	/** Whether an earlier attempt brought it home already; then the body says so. */
	boolean has(ApiRequest request, Exchange exchange) throws IOException {
		if (request.answer() != ApiRequest.Answer.FILE) {
			return false;
		}
		Path file = file(request, exchange);
		boolean whole = Files.isRegularFile(file) && (request.size() == null || Files.size(file) == request.size());
		if (whole) {
			exchange.getMessage().setBody(facts(file, false));
		}
		return whole;
	}

	/**
	 * Saves the audio.
	 * @return its {@code file} (a path), {@code size} in bytes, and whether it is
	 * {@code fresh}
	 * @throws ApiFailure if it has not the length that was announced
	 */
	Map<String, Object> save(ApiRequest request, InputStream audio, Exchange exchange) throws Exception {
		boolean attach = request.answer() == ApiRequest.Answer.ATTACHMENT;
		Path file = attach ? this.folder.resolve("attached").resolve(UUID.randomUUID() + ".mp3")
				: file(request, exchange);
		Files.createDirectories(file.getParent());
		Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
		try {
			long length = write(audio, part);
			if (request.size() != null && length != request.size()) {
				throw new ApiFailure(request.name(), 200, "%s: %d bytes came, not the %d of the recording"
					.formatted(request.name(), length, request.size()), null);
			}
			Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(part);
		}
		if (attach) {
			attach(request, file, exchange);
		}
		return facts(file, true);
	}

	private static long write(InputStream audio, Path part) throws IOException {
		try (FileOutputStream file = new FileOutputStream(part.toFile()); OutputStream out = file) {
			long length = audio.transferTo(out);
			file.getFD().sync();
			return length;
		}
	}

	private static void attach(ApiRequest request, Path file, Exchange exchange) {
		String name = request.path().replaceFirst(".*/", "recording-");
		exchange.getMessage(AttachmentMessage.class)
			.addAttachment(name, new jakarta.activation.DataHandler(new FileDataSource(file.toFile())));
		exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
			@Override
			public void onDone(Exchange done) {
				file.toFile().delete();
			}
		});
	}

	/** A name out of an event is data: it may not lead out of the folder. */
	private Path file(ApiRequest request, Exchange exchange) {
		String name = request.file().isEmpty() ? name(request, exchange) : request.file();
		try {
			Path file = this.folder.resolve(name).normalize();
			if (file.startsWith(this.folder) && !file.equals(this.folder) && name.chars().noneMatch((c) -> c < ' ')) {
				return file;
			}
		}
		catch (RuntimeException ex) {
			// no path at all
		}
		throw new PermanentFailure("'%s' is no file name within %s".formatted(name, this.folder.getFileName()));
	}

	private static String name(ApiRequest request, Exchange exchange) {
		String call = String.valueOf(exchange.getVariable("call_id", String.class));
		return "%s/%s-%s".formatted(MONTH.format(month(exchange)), call, request.path().replaceFirst(".*/", ""));
	}

	private static Instant month(Exchange exchange) {
		try {
			return Instant.parse(exchange.getVariable("received_at", "", String.class));
		}
		catch (DateTimeException ex) {
			return Instant.now();
		}
	}

	private static Map<String, Object> facts(Path file, boolean fresh) throws IOException {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("file", file.toString());
		facts.put("size", Files.size(file));
		facts.put("fresh", fresh);
		return facts;
	}

}
