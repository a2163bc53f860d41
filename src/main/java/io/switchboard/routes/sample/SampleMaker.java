package io.switchboard.routes.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.switchboard.answers.Answer;
import io.switchboard.answers.RequestName;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import io.switchboard.inbox.EventStatus;
import io.switchboard.routes.RoutesText;
import io.switchboard.routes.dryrun.SampleRun;
import io.switchboard.routes.keywords.Keywords;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes a sample and its expected effects from an event, its answers and its effects.
 * Numbers, names and texts are invented. Equal values become equal everywhere.
 */
public final class SampleMaker {

	/** The case of a sample, if nobody names one. */
	public static final String USUAL_CASE = "recorded";

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final ObjectWriter PRETTY = JSON.writer(new DefaultPrettyPrinter(
			Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER)));

	private static final String HEAD = "# Made from an event that was kept. Its numbers, names and texts are invented.\n";

	/** A shorter text may stand in a template by chance. */
	private static final int TELLING = 5;

	private final Path folder;

	private final ConfigurableEnvironment environment;

	private final Function<Map<String, String>, ConfigurableEnvironment> settings;

	/**
	 * Prepares it.
	 * @param folder with the routes; the files are written into its {@code samples}
	 * @param environment the settings of a start
	 * @param settings makes these settings with those of a sample
	 */
	public SampleMaker(Path folder, ConfigurableEnvironment environment,
			Function<Map<String, String>, ConfigurableEnvironment> settings) {
		this.folder = folder;
		this.environment = environment;
		this.settings = settings;
	}

	/**
	 * The sample that was made.
	 *
	 * @param name of both files, without their endings
	 * @param sample what is in {@code <name>.json}
	 * @param expected what is in {@code <name>.expect.yaml}
	 */
	public record Made(String name, String sample, String expected) {

		@Override
		public String toString() {
			return "Made[" + this.name + "]";
		}

	}

	/**
	 * Makes a sample, and tests it.
	 * @param body the event as it came in
	 * @param route the route to which it went
	 * @param label the case, such as {@code recorded}
	 * @param answers what the route was answered then
	 * @return both files, which are in the folder
	 * @throws UnusableException if the sample is there already, or it would not do what
	 * is expected, or something of the original would remain; nothing is written then
	 * @throws Exception if the folder cannot be loaded or written to
	 */
	public Made make(byte[] body, String route, String label, List<Answer> answers) throws Exception {
		Event event = EventReader.read(body);
		if (event.status() != EventStatus.ACCEPTED) {
			throw new UnusableException("the event is in quarantine: " + event.reason());
		}
		String name = route + (label.isEmpty() ? "" : "." + label);
		Path sample = this.folder.resolve("samples").resolve(name + ".json");
		Path expected = sample.resolveSibling(name + ".expect.yaml");
		for (Path file : List.of(sample, expected)) {
			if (Files.exists(file)) {
				throw new UnusableException(
						"%s is there already, and is not overwritten; name another case".formatted(file));
			}
		}
		boolean done = false;
		try {
			Made made = write(body, route, name, answers, sample, expected);
			done = true;
			return made;
		}
		finally {
			if (!done) {
				Files.deleteIfExists(sample);
				Files.deleteIfExists(expected);
			}
		}
	}

	private Made write(byte[] body, String route, String name, List<Answer> answers, Path sample, Path expected)
			throws Exception {
		Map<?, ?> fields = JSON.readValue(body, LinkedHashMap.class);
		StringBuilder original = new StringBuilder(JSON.writeValueAsString(fields));
		answers.forEach((each) -> original.append('\n').append(each.request()).append('\n').append(each.answer()));
		RoutesText text = RoutesText.read(this.folder);
		Pseudonyms pseudonyms = new Pseudonyms(original.toString(),
				this.environment.getProperty("voipstudio.region", "GB"));
		UsedByRoute used = new UsedByRoute(this.environment, text);
		Set<String> kept = KeptWords.of(this.folder, text, this.environment);
		kept.addAll(used.texts(route));
		Disguise disguise = new Disguise(pseudonyms, kept, new KeptKeyword(Keywords.of(this.folder)));
		@SuppressWarnings("unchecked")
		Map<String, @Nullable Object> event = disguise.event((Map<String, ?>) fields);
		Map<String, String> settings = used.settings(route, disguise);
		Map<String, @Nullable Object> given = AnswersOfSample.of(answers, disguise);
		Files.createDirectories(sample.getParent());
		Files.writeString(sample, PRETTY.writeValueAsString(event) + "\n");
		write(expected, begun(settings, given));
		try (SampleRun run = new SampleRun(this.folder, this.settings)) {
			String elsewhere = run.elsewhere(sample);
			if (elsewhere != null) {
				throw new UnusableException(elsewhere);
			}
			settings.putAll(used.switches(run.routes(sample), disguise));
			write(expected, begun(settings, given));
			if (!given.isEmpty()) {
				Set<String> unasked = run.unasked(sample);
				given.keySet().removeIf((each) -> unasked.contains(RequestName.canonical(each)));
				write(expected, begun(settings, given));
			}
			run.write(sample);
			List<String> problems = run.test(sample).problems();
			if (!problems.isEmpty()) {
				throw new UnusableException(
						"the sample does not do the same as the event: " + String.join("; ", problems));
			}
		}
		Files.writeString(expected, HEAD + Files.readString(expected));
		Made made = new Made(name, Files.readString(sample), Files.readString(expected));
		refuseRemains(made, pseudonyms, text);
		return made;
	}

	/** A file is not empty. */
	private static void write(Path expected, Map<String, Object> begun) throws IOException {
		Files.deleteIfExists(expected);
		if (!begun.isEmpty()) {
			Files.writeString(expected, SampleRun.yaml(begun));
		}
	}

	private static Map<String, Object> begun(Map<String, String> settings, Map<String, @Nullable Object> answers) {
		Map<String, Object> begun = new LinkedHashMap<>();
		if (!settings.isEmpty()) {
			begun.put("settings", settings);
		}
		if (!answers.isEmpty()) {
			begun.put("answers", answers);
		}
		return begun;
	}

	/** No sample is better than one with somebody's name in it. */
	private static void refuseRemains(Made made, Pseudonyms pseudonyms, RoutesText text) {
		String whole = (made.sample() + made.expected()).toLowerCase(Locale.ROOT);
		String folder = text.files()
			.keySet()
			.stream()
			.filter((file) -> !file.startsWith("samples/"))
			.map(text::text)
			.collect(Collectors.joining("\n"))
			.toLowerCase(Locale.ROOT);
		for (String each : pseudonyms.replaced()) {
			String telling = each.strip().toLowerCase(Locale.ROOT);
			boolean there = telling.length() >= TELLING
					&& Pattern.compile("(?<![\\p{L}\\p{N}])%s(?![\\p{L}\\p{N}])".formatted(Pattern.quote(telling)))
						.matcher(whole)
						.find();
			if (there && !folder.contains(telling)) {
				throw new UnusableException(
						"parts of the event would remain in the sample, so write this sample by hand: %s"
							.formatted(each));
			}
		}
	}

	/** No sample was made; the message says why. */
	public static final class UnusableException extends RuntimeException {

		UnusableException(String message) {
			super(message);
		}

	}

	/**
	 * Whether a word may name a case.
	 * @param label what somebody typed
	 * @return true for lower case letters, digits and hyphens
	 */
	public static boolean isCase(String label) {
		return label.matches("[a-z0-9]+(-[a-z0-9]+)*");
	}

}
