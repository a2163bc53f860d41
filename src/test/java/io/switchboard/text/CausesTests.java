package io.switchboard.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Exceptions whose causes form a circle are read once. */
class CausesTests {

	private static final Pattern WALKS = Pattern
		.compile("\\b(\\w+)\\s*=\\s*\\1\\.getCause\\(\\)|Throwable::getCause|\\.getNextException\\(\\)\\)");

	/** An exception that equals another must not count as the same cause. */
	private static final class Same extends RuntimeException {

		@Override
		public boolean equals(Object other) {
			return other instanceof Same;
		}

		@Override
		public int hashCode() {
			return 1;
		}

	}

	@Test
	void a_circle_ends() {
		Exception first = new Exception("first");
		IllegalStateException second = new IllegalStateException("second");
		Exception third = new Exception("third");
		first.initCause(second);
		second.initCause(third);
		third.initCause(second);
		assertThat(Causes.of(first)).containsExactly(first, second, third);
		assertThat(Causes.root(first)).isSameAs(third);
		assertThat(Causes.first(first, IllegalStateException.class)).containsSame(second);
		assertThat(Causes.first(first, IOException.class)).isEmpty();
		assertThat(Causes.of(third)).containsExactly(third, second);
	}

	@Test
	void causes_that_are_equal_are_two() {
		Same inner = new Same();
		Same outer = new Same();
		outer.initCause(inner);
		assertThat(Causes.of(outer)).hasSize(2);
		assertThat(Causes.root(outer)).isSameAs(inner);
	}

	/** A loop over {@code getCause} would never end in a circle. */
	@Test
	void nobody_else_walks_over_causes() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			List<Path> walkers = files.filter((file) -> file.toString().endsWith(".java")).filter((file) -> {
				try {
					return WALKS.matcher(Files.readString(file)).find();
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			}).toList();
			assertThat(walkers).extracting((file) -> file.getFileName().toString()).containsExactly("Causes.java");
		}
	}

}
