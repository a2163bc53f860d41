package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.routes.dryrun.SampleRun.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The recipes in {@code docs/recipes.md}: each alone, and all of them together. */
class RecipesTests {

	private static final Path PAGE = Path.of("docs/recipes.md");

	private static final Pattern HEADING = Pattern.compile("(?m)^## (?=\\d+\\. )");

	private static final Pattern BLOCK = Pattern
		.compile("(?m)^(At the end of |In )?`([\\w./-]+)`:\\n\\n```\\w+\\n((?s:.*?))^```$");

	@TempDir
	Path folder;

	/**
	 * A recipe.
	 *
	 * @param title in the page
	 * @param blocks all of its files
	 */
	record Recipe(String title, List<Block> blocks) {

		@Override
		public String toString() {
			return this.title;
		}

	}

	/** A file, or a part of one. */
	record Block(String how, String path, String text) {
	}

	static List<Recipe> recipes() throws IOException {
		List<Recipe> recipes = new ArrayList<>();
		String[] parts = HEADING.split(Files.readString(PAGE));
		for (int i = 1; i < parts.length; i++) {
			String part = parts[i].split("(?m)^## ")[0];
			List<Block> blocks = new ArrayList<>();
			Matcher block = BLOCK.matcher(part);
			while (block.find()) {
				blocks.add(new Block(String.valueOf(block.group(1)), block.group(2), block.group(3)));
			}
			assertThat(part.split("(?m)^```\\w").length - 1).as("every block has its place").isEqualTo(blocks.size());
			recipes.add(new Recipe(part.lines().findFirst().orElseThrow(), blocks));
		}
		return recipes;
	}

	@Test
	void there_are_thirteen() throws IOException {
		assertThat(recipes()).hasSize(13);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("recipes")
	void a_recipe_is_complete_by_itself(Recipe recipe) throws Exception {
		FileSystemUtils.copyRecursively(Path.of("routes"), this.folder.resolve("routes"));
		Map<String, String> settings = follow(recipe);
		assertThat(CheckFromSettings.of(PastEvents.settings(settings)).check(this.folder.resolve("routes")))
			.filteredOn((each) -> each.severity() != Severity.NOTE && each.rule() != Rule.MAP_OF_ROUTES)
			.extracting(Finding::toString)
			.isEmpty();
		assertThat(recipe.blocks()).extracting(Block::path)
			.anyMatch((each) -> each.endsWith(".json"))
			.anyMatch((each) -> each.endsWith(".expect.yaml"));
	}

	@Test
	void all_recipes_together_do_what_is_expected_of_their_samples() throws Exception {
		FileSystemUtils.copyRecursively(Path.of("routes"), this.folder.resolve("routes"));
		Map<String, String> settings = new HashMap<>();
		Set<String> samples = new TreeSet<>();
		for (Recipe recipe : recipes()) {
			settings.putAll(follow(recipe));
			recipe.blocks()
				.stream()
				.filter((each) -> each.path().matches("routes/samples/.*\\.json"))
				.forEach((each) -> samples.add(each.path()));
		}
		assertThat(samples).hasSize(14);
		assertThat(CheckFromSettings.of(PastEvents.settings(settings)).check(this.folder.resolve("routes")))
			.noneMatch((each) -> each.severity() == Severity.ERROR);
		try (SampleRun run = new SampleRun(this.folder.resolve("routes"), (more) -> {
			Map<String, String> all = new HashMap<>(settings);
			all.putAll(more);
			return PastEvents.settings(all);
		})) {
			for (String sample : samples) {
				Outcome outcome = run.test(this.folder.resolve(sample));
				assertThat(outcome.problems()).as(sample).isEmpty();
				assertThat(outcome.expected()).as(sample).isTrue();
			}
		}
	}

	/** The settings that it brings. */
	private Map<String, String> follow(Recipe recipe) throws IOException {
		Map<String, String> settings = new HashMap<>();
		for (Block block : recipe.blocks()) {
			Path file = this.folder.resolve(block.path());
			if (block.how().startsWith("In")) {
				assertThat(block.path()).isEqualTo("application.yaml");
				flatten("", new Yaml().load(block.text()), settings);
			}
			else if (block.how().startsWith("At")) {
				assertThat(file).exists();
				Files.writeString(file, block.text(), StandardOpenOption.APPEND);
			}
			else {
				assertThat(file).doesNotExist();
				Files.createDirectories(file.getParent());
				Files.writeString(file, block.text());
			}
		}
		return settings;
	}

	private static void flatten(String prefix, Object value, Map<String, String> settings) {
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, each) -> flatten(prefix.isEmpty() ? key.toString() : prefix + "." + key, each, settings));
		}
		else {
			settings.put(prefix, String.valueOf(value));
		}
	}

}
