package io.switchboard.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

/** Runs commands as a shell does, and reads their output. */
abstract class CommandBench {

	@TempDir
	Path folder;

	record Answer(int code, String out, String err) {

		JsonNode json() {
			try {
				return new ObjectMapper().readTree(this.out);
			}
			catch (IOException ex) {
				throw new IllegalStateException(this.out, ex);
			}
		}

	}

	static Answer run(String... words) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int code = CommandLine.run(List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8));
		return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	Path broken() throws IOException {
		FileSystemUtils.copyRecursively(Path.of("routes"), this.folder);
		Path file = this.folder.resolve("sms-received-to-email.camel.yaml");
		Files.writeString(file, Files.readString(file).replace("variable.caller", "variable.caler"));
		return file;
	}

}
