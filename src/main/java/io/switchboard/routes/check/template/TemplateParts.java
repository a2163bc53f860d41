package io.switchboard.routes.check.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;

/** Whether the templates and macros that a template imports exist. */
final class TemplateParts {

	private static final Pattern TAKEN = Pattern
		.compile("<#(?:include|import)\\s+([\"'])([^\"'$]+)\\1(?:\\s+as\\s+(\\w+))?");

	private static final Pattern CALLED = Pattern.compile("<@(?:(\\w+)\\.)?(\\w+)");

	private static final Pattern MACRO = Pattern.compile("<#macro\\s+[\"']?(\\w+)");

	private final Path folder;

	private final Findings findings;

	TemplateParts(Path folder, Findings findings) {
		this.folder = folder;
		this.findings = findings;
	}

	/** {@code text}: without its comments. */
	void check(Path file, String text) throws IOException {
		Map<String, Path> imported = new HashMap<>();
		Set<String> macros = macros(text);
		boolean isOpen = text.contains("<#assign") || text.contains("?interpret");
		Matcher taken = TAKEN.matcher(text);
		while (taken.find()) {
			String name = taken.group(2);
			Path part = part(file, name);
			if (!Files.isRegularFile(part)) {
				isOpen |= taken.group(3) == null;
				this.findings.add(Place.at(file, text, taken.start(2)), Rule.TEMPLATE,
						"there is no template %s".formatted(name), meant(name, part));
			}
			else if (taken.group(3) != null) {
				imported.put(taken.group(3), part);
			}
			else {
				macros.addAll(macros(Files.readString(part)));
				if (leadsBack(part, file, new HashSet<>())) {
					this.findings.add(Place.at(file, text, taken.start(2)), Rule.TEMPLATE,
							"the template includes itself by %s, without an end".formatted(name),
							"Take one of the includes out.");
				}
			}
		}
		Matcher called = CALLED.matcher(text);
		while (called.find()) {
			String from = called.group(1);
			if (from == null && !isOpen) {
				macro(file, text, called, macros);
			}
			else if (from != null && imported.containsKey(from)) {
				macro(file, text, called, macros(Files.readString(imported.get(from))));
			}
			else if (from != null && !text.contains("<#include")
					&& !text.matches("(?s).*\\b%s\\b\\s*(?:=|>|/>).*".formatted(from))) {
				this.findings.add(Place.at(file, text, called.start(1)), Rule.TEMPLATE,
						"nothing is imported as %s".formatted(from),
						"Write <#import \"parts/%1$s.html\" as %1$s> at the top.".formatted(from));
			}
		}
	}

	private boolean leadsBack(Path part, Path file, Set<Path> seen) throws IOException {
		Path plain = part.normalize();
		if (plain.equals(file.normalize())) {
			return true;
		}
		if (!seen.add(plain) || !Files.isRegularFile(plain)) {
			return false;
		}
		Matcher taken = TAKEN.matcher(TemplateCheck.uncommented(Files.readString(plain)));
		while (taken.find()) {
			Path next = part(plain, taken.group(2));
			if (taken.group(3) == null && leadsBack(next, file, seen)) {
				return true;
			}
		}
		return false;
	}

	private Path part(Path file, String name) {
		return name.startsWith("/") ? this.folder.resolve(name.substring(1)) : file.resolveSibling(name);
	}

	private void macro(Path file, String text, Matcher called, Set<String> macros) {
		if (!macros.contains(called.group(2))) {
			this.findings.add(Place.at(file, text, called.start(2)), Rule.TEMPLATE,
					"there is no macro %s".formatted(called.group(2)), Wording.meantOr(called.group(2), macros,
							"Define it by <#macro %s>, or import what does.".formatted(called.group(2))));
		}
	}

	private static Set<String> macros(String text) {
		return MACRO.matcher(text)
			.results()
			.map((each) -> each.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String meant(String name, Path part) throws IOException {
		Path beside = part.getParent();
		if (!Files.isDirectory(beside)) {
			return "Add it, or correct the name.";
		}
		try (Stream<Path> files = Files.list(beside)) {
			String prefix = name.substring(0, name.lastIndexOf('/') + 1);
			return Wording.meant(name, files.map((each) -> prefix + each.getFileName()).toList());
		}
	}

}
