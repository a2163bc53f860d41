package io.switchboard.routes.hours;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/** The calendars of addresses, as they were fetched last. */
public interface Calendars {

	/** None is known. */
	Calendars NONE = (address) -> null;

	/**
	 * The text of one.
	 * @param address where it is
	 * @return an iCalendar, or null if it was never fetched
	 */
	@Nullable String text(URI address);

	/**
	 * Those that a Switchboard with these settings has fetched; nothing is fetched.
	 * @param environment with all sources of settings
	 * @return never null
	 */
	static Calendars stored(Environment environment) {
		Path folder = folder(Path.of(environment.getProperty("data.dir", "data")));
		Map<URI, Optional<String>> known = new ConcurrentHashMap<>();
		return (address) -> known.computeIfAbsent(address, (each) -> Optional.ofNullable(read(file(folder, each))))
			.orElse(null);
	}

	/** The folder in which they are stored. */
	static Path folder(Path data) {
		return data.resolve("calendars");
	}

	/** The name of the file, a hash, because an address may be a secret. */
	static Path file(Path folder, URI address) {
		return folder.resolve(UUID.nameUUIDFromBytes(address.toString().getBytes(StandardCharsets.UTF_8)) + ".ics");
	}

	/** Null if it is not there. */
	static @Nullable String read(Path file) {
		try {
			// a title in another charset must not cost a holiday
			return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Why a calendar cannot be read, for people. The reader of calendars fails in ways of
	 * its own on a value that it does not know, such as of {@code FREQ}.
	 * @param failure of reading it
	 * @return the end of a sentence
	 */
	static String why(Exception failure) {
		return (failure instanceof NullPointerException || failure.getMessage() == null)
				? "a date, a time or a rule in it is not one of iCalendar" : failure.getMessage();
	}

}
