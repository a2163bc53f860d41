package io.switchboard.voipstudio.api;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.switchboard.failure.PermanentFailure;
import io.switchboard.store.DataDirectory;
import io.switchboard.store.OwnerOnly;
import io.switchboard.text.Readable;
import jakarta.activation.DataHandler;
import org.apache.camel.Exchange;
import org.apache.camel.attachment.AttachmentMessage;

import org.springframework.stereotype.Component;

/**
 * Writes the audio of recordings to files. A file is written beside its place and moved
 * there once it is whole and has the right length. Only one buffer of it is in memory.
 */
@Component
class AudioFiles {

	private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu/MM").withZone(ZoneOffset.UTC);

	private final Path folder;

	AudioFiles(DataDirectory data) {
		this.folder = data.path().resolve("recordings").toAbsolutePath().normalize();
	}

	/** The folder of the recordings. */
	Path folder() {
		return this.folder;
	}

	/** Whether an earlier attempt has saved the audio; if so, the body says where. */
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
	 * Saves the audio, or attaches it to the message.
	 * @return its {@code file} (a path; the name of what is attached), {@code size} in
	 * bytes, and whether it is {@code fresh}
	 * @throws ApiFailure if its length is not the announced one
	 */
	Map<String, Object> save(ApiRequest request, InputStream audio, Exchange exchange) throws Exception {
		if (request.answer() == ApiRequest.Answer.ATTACHMENT) {
			return attach(request, audio, exchange);
		}
		Path file = file(request, exchange);
		OwnerOnly.createFolders(file.getParent());
		Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
		try {
			check(request, write(audio, part));
			Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(part);
		}
		return facts(file, true);
	}

	private static long write(InputStream audio, Path part) throws IOException {
		OwnerOnly.createFile(part);
		try (FileOutputStream file = new FileOutputStream(part.toFile()); OutputStream out = file) {
			long length = audio.transferTo(out);
			file.getFD().sync();
			return length;
		}
	}

	private static void check(ApiRequest request, long length) throws ApiFailure {
		if (request.size() != null && length != request.size()) {
			throw new ApiFailure(request.name(), 200,
					"%s: %d bytes came, not the %d of the recording".formatted(request.name(), length, request.size()),
					null);
		}
	}

	private Map<String, Object> attach(ApiRequest request, InputStream audio, Exchange exchange) throws Exception {
		String name = request.path().replaceFirst(".*/", "recording-");
		OwnerOnly.createFolders(this.folder);
		// no completion of an exchange could delete it: a kamelet has one of its own
		Path part = this.folder.resolve(UUID.randomUUID() + ".part");
		FileChannel file = FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
				StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE), OwnerOnly.ofFile(part));
		try {
			long length = audio.transferTo(Channels.newOutputStream(file));
			check(request, length);
			exchange.getMessage(AttachmentMessage.class)
				.addAttachment(name, new DataHandler(new AudioAttachment(name, file)));
			return facts(name, length, true);
		}
		catch (Exception ex) {
			file.close();
			throw ex;
		}
	}

	/** A name out of an event is data: it may not lead out of the folder. */
	private Path file(ApiRequest request, Exchange exchange) {
		String name = request.file().isEmpty() ? name(request, exchange) : request.file();
		try {
			Path file = this.folder.resolve(Readable.line(name)).normalize();
			if (file.startsWith(this.folder) && !file.equals(this.folder) && name.chars().noneMatch((c) -> c < ' ')) {
				return file;
			}
		}
		catch (RuntimeException ex) {
			// no path at all
		}
		throw new PermanentFailure("'%s' is not a file name within %s".formatted(name, this.folder.getFileName()));
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
		return facts(file.toString(), Files.size(file), fresh);
	}

	private static Map<String, Object> facts(String file, long size, boolean fresh) {
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("file", file);
		facts.put("size", size);
		facts.put("fresh", fresh);
		return facts;
	}

}
