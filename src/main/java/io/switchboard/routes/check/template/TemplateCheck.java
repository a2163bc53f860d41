package io.switchboard.routes.check.template;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import freemarker.core.ParseException;
import freemarker.template.Configuration;
import io.switchboard.routes.TemplateFormats;
import io.switchboard.routes.check.expression.Vocabulary;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.lookup.LookupCheck;
import org.apache.camel.support.LRUCacheFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Whether every template can be parsed, before the first mail needs it. If a route or
 * another template names it, also whether the names in it exist.
 */
public class TemplateCheck {

	private static final Pattern COMMENT = Pattern.compile("<#--.*?-->", Pattern.DOTALL);

	private static final Pattern CODE = Pattern.compile("\\$\\{[^}]*}|<[#@][^>]*>");

	private static final Pattern NAME = Pattern
		.compile("(?<![\\w.])(body|variables)(?:\\.|\\[['\"])([A-Za-z][A-Za-z0-9_]*)(?!\\w*\\()");

	/** The kamelets take away all of them. */
	private static final Pattern HEADERS = Pattern.compile("(?<![\\w.])(headers?)[.\\[]['\"]?([A-Za-z][\\w-]*)");

	/** What was parsed before, by text: most templates stay as they are. */
	private static final Map<Parsed, Optional<ParseException>> PARSED = Collections
		.synchronizedMap(LRUCacheFactory.newLRUCache(500));

	private final Path folder;

	private final Findings findings;

	private final Vocabulary vocabulary;

	private final Map<Path, String> texts = new TreeMap<>();

	private final LookupCheck lookups;

	/**
	 * Makes a check for a folder.
	 * @param folder with the templates
	 * @param vocabulary the names that may be used
	 * @param lookups the tables that templates may ask
	 * @param findings gets what is found
	 */
	public TemplateCheck(Path folder, Vocabulary vocabulary, LookupCheck lookups, Findings findings) {
		this.lookups = lookups;
		this.folder = folder;
		this.vocabulary = vocabulary;
		this.findings = findings;
	}

	/** Checks all templates. */
	public void check() {
		if (!Files.isDirectory(this.folder)) {
			return;
		}
		Configuration configuration = TemplateFormats.of(this.folder);
		TemplateParts parts = new TemplateParts(this.folder, this.findings);
		List<Path> files = files();
		files.forEach(this::read);
		for (Path file : files) {
			if (!this.findings.isClosed(file)) {
				parse(file, configuration, parts);
			}
		}
	}

	/** All templates, including imported ones in folders of their own. */
	private List<Path> files() {
		List<Path> files = new ArrayList<>(YamlFile.in(this.folder, "", this.findings));
		try (Stream<Path> folders = Files.list(this.folder)) {
			for (Path inner : folders.filter(Files::isDirectory)
				.filter((each) -> !this.findings.isClosed(each))
				.sorted()
				.toList()) {
				files.addAll(YamlFile.in(inner, "", this.findings));
			}
		}
		catch (IOException ex) {
			this.findings.add(Place.of(this.folder), Rule.FILE, "it cannot be read: " + ex.getMessage(),
					"Check its permissions.");
		}
		return files;
	}

	private void parse(Path file, Configuration configuration, TemplateParts parts) {
		try {
			String whole = this.texts.containsKey(file) ? this.texts.get(file) : Files.readString(file);
			parse(file, whole, configuration);
			String text = uncommented(whole);
			parts.check(file, text);
			if (isUsed(file)) {
				names(file, text);
				if (file.toString().endsWith(".json")) {
					JsonTemplateCheck.check(file, text, this.findings);
				}
			}
		}
		catch (ParseException ex) {
			this.findings.add(new Place(file.toString(), ex.getLineNumber(), ex.getColumnNumber()), Rule.TEMPLATE,
					"this is not FreeMarker", Wording.sentence(ex.getEditorMessage()));
		}
		catch (CharacterCodingException ex) {
			// of a file that names it; FileCheck tells where
		}
		catch (IOException ex) {
			this.findings.add(Place.of(file), Rule.FILE, "it cannot be read: " + ex.getMessage(), "Fix the file.");
		}
	}

	/** A file that cannot be read is told of when it is parsed. */
	private void read(Path file) {
		try {
			this.texts.put(file, Files.readString(file));
		}
		catch (IOException ex) {
			this.texts.remove(file);
		}
	}

	private void parse(Path file, String text, Configuration configuration) throws IOException {
		String name = this.folder.relativize(file).toString();
		Parsed key = new Parsed(StringUtils.getFilenameExtension(name), text);
		Optional<ParseException> known = PARSED.get(key);
		if (known == null) {
			known = Optional.ofNullable(failure(configuration, name));
			PARSED.put(key, known);
		}
		if (known.isPresent()) {
			throw known.get();
		}
	}

	private static @Nullable ParseException failure(Configuration configuration, String name) throws IOException {
		try {
			configuration.getTemplate(name);
			return null;
		}
		catch (ParseException ex) {
			return ex;
		}
	}

	/** The text with blanks in place of comments. */
	static String uncommented(String text) {
		return COMMENT.matcher(text)
			.replaceAll((comment) -> Matcher.quoteReplacement(comment.group().replaceAll("[^\n]", " ")));
	}

	/** An unused template may be left from a deleted route. */
	private boolean isUsed(Path file) {
		String name = file.getFileName().toString();
		return this.vocabulary.isNamed(name.replaceFirst("\\.[^.]+$", "")) || this.texts.entrySet()
			.stream()
			.anyMatch((other) -> !other.getKey().equals(file) && other.getValue().contains(name));
	}

	/** The FreeMarker parts of a template, by lines. */
	private void names(Path file, String text) {
		this.lookups.uses(file, text);
		new TemplateNames(this.vocabulary, this.findings).check(file, text, this.texts.values());
		Set<String> variables = this.vocabulary.variables();
		Matcher code = CODE.matcher(text);
		while (code.find()) {
			int begin = code.start();
			HEADERS.matcher(code.group())
				.results()
				.filter((name) -> !this.vocabulary.isHeader(name.group(2)))
				.forEach((name) -> {
					this.findings.add(Place.at(file, text, begin + name.start(1)), Rule.HEADER,
							"nothing sets the header %s".formatted(name.group(2)),
							"Write variables.%s! or body.%s!.".formatted(name.group(2), name.group(2)));
				});
			NAME.matcher(code.group()).results().forEach((name) -> {
				boolean field = name.group(1).equals("body");
				Told told = field ? this.vocabulary.field(name.group(2))
						: this.vocabulary.variable(name.group(2), variables);
				if (told != null) {
					this.findings.add(Place.at(file, text, begin + name.start(2)), told);
				}
			});
		}
	}

	/** The ending says how values are escaped. */
	private record Parsed(@Nullable String ending, String text) {

	}

}
