package io.switchboard.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every failure for a folder that cannot be written to names it and the remedy. */
class DataDirectoryTests {

	/** A folder that even root cannot write to. */
	private static final Path READ_ONLY = Path.of("/proc/self");

	@TempDir
	Path folder;

	@Test
	void a_folder_that_cannot_be_made() throws Exception {
		Path file = Files.writeString(this.folder.resolve("file"), "no folder");
		for (Path path : new Path[] { READ_ONLY.resolve("data"), file.resolve("data"), file }) {
			assertUnusable(() -> new DataDirectory(path).claim());
		}
	}

	@Test
	void a_folder_that_is_read_only() {
		DataDirectory data = new DataDirectory(READ_ONLY);
		assertUnusable(data::claim);
		assertUnusable(() -> data.secret("webhook.key"));
	}

	@Test
	void a_folder_for_temporary_files_that_is_read_only() {
		assertThatThrownBy(() -> TemporaryFolder.check(READ_ONLY)).isInstanceOfSatisfying(UnusableStoreException.class,
				(ex) -> assertThat(ex.action()).contains("-Djava.io.tmpdir"));
		TemporaryFolder.check(this.folder);
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void several_that_start_at_once_try_the_same_folder_for_temporary_files() {
		assertThatCode(() -> IntStream.range(0, 2000).parallel().forEach((start) -> TemporaryFolder.check(this.folder)))
			.doesNotThrowAnyException();
	}

	private static void assertUnusable(org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
		assertThatThrownBy(what).isInstanceOfSatisfying(UnusableStoreException.class, (ex) -> {
			assertThat(ex).hasMessageContaining("data.dir: ").hasMessageContaining("cannot be written to");
			assertThat(ex.action()).contains("DATA_DIR");
		});
	}

}
