package io.switchboard.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Lines are added to files on a real disk. */
class FileLinesTests {

	private static final DefaultCamelContext CAMEL = new DefaultCamelContext();

	private static final ObjectMapper JSON = new ObjectMapper();

	@TempDir
	Path folder;

	private final FileRecord record = new FileRecord(
			new MockEnvironment().withProperty("display.time-zone", "Europe/London"));

	private void write(String name, String format, String key, Map<String, ?> fields) throws IOException {
		writeJson(name, format, key, JSON.writeValueAsString(fields));
	}

	private void writeJson(String name, String format, String key, String fields) throws IOException {
		Exchange exchange = new DefaultExchange(CAMEL);
		exchange.setVariable("event_key", key);
		exchange.setVariable("received_at", "2026-06-30T23:30:00Z");
		exchange.getMessage().setBody(fields);
		exchange.getMessage().setHeader("format", format);
		exchange.getMessage().setHeader(Exchange.FILE_NAME, name);
		this.record.process(exchange);
		exchange.getMessage().setHeader("directory", this.folder.resolve("new/files").toString());
		new FileLine().process(exchange);
	}

	private Path file(String name) {
		return this.folder.resolve("new/files").resolve(name);
	}

	private List<CSVRecord> rows(String name) throws IOException {
		try (InputStreamReader reader = new InputStreamReader(new ByteArrayInputStream(Files.readAllBytes(file(name))),
				StandardCharsets.UTF_8)) {
			return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader).getRecords();
		}
	}

	@Test
	void each_day_has_a_file_with_a_header_and_a_line_for_each_delivery() throws IOException {
		write("calls-{date}.csv", "csv", "1/r", Map.of("name", "Jane \"J\" Doe, Ltd"));
		write("calls-{date}.csv", "csv", "2/r", Map.of("name", "a\r\nb"));
		write("calls-{date}.csv", "csv", "1/r", Map.of("name", "once more"));
		write("calls-{date}.csv", "csv", "11/r", Map.of("name", "éß漢"));
		assertThat(rows("calls-2026-07-01.csv")).extracting((row) -> row.get("event_key") + " " + row.get("name"))
			.containsExactly("1/r Jane \"J\" Doe, Ltd", "2/r a b", "11/r éß漢");
		write("{month}.jsonl", "json", "1/\"ß\n", Map.of("name", "a\nb", "seconds", 5));
		write("{month}.jsonl", "json", "1/\"ß\n", Map.of("name", "once more"));
		List<String> lines = Files.readAllLines(file("2026-07.jsonl"));
		assertThat(lines).hasSize(1);
		JsonNode line = JSON.readTree(lines.get(0));
		assertThat(line.path("event_key").asText()).isEqualTo("1/\"ß\n");
		assertThat(line.path("name").asText()).isEqualTo("a\nb");
		assertThat(line.path("seconds").isNumber()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+44", "-1", "@SUM(A1)", "\t=1" })
	void nothing_in_it_is_a_formula(String text) throws IOException {
		write("a.csv", "csv", text + "1/r", Map.of("name", text));
		CSVRecord row = rows("a.csv").get(0);
		assertThat(row.get("name")).isEqualTo((text.charAt(0) == '\t') ? "'=1" : "'" + text);
		assertThat(row.get("event_key")).startsWith("'");
		write("b.csv", "csv", "2/r", Map.of("name", -1));
		assertThat(rows("b.csv").get(0).get("name")).isEqualTo("-1");
	}

	@Test
	void a_part_of_a_line_that_a_crash_left_is_put_aside_and_the_next_line_is_whole() throws IOException {
		write("a.csv", "csv", "1/r", Map.of("name", "one"));
		String whole = Files.readString(file("a.csv"));
		for (int cut = 0; cut <= whole.length(); cut++) {
			Files.writeString(file("a.csv"), whole.substring(0, cut));
			write("a.csv", "csv", "1/r", Map.of("name", "one"));
			write("a.csv", "csv", "2/r", Map.of("name", "two"));
			assertThat(rows("a.csv")).as("cut at " + cut)
				.extracting((row) -> row.get("name"))
				.containsExactly("one", "two");
		}
		assertThat(Files.readAllLines(file("a.csv.torn"))).contains("event_key,na", "1/r,on");
	}

	/** Editors and spreadsheets save files like this. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			csv  | event_key,name^0/r,mine                     | event_key,name^0/r,mine^1/r,one^
			csv  | event_key,name                              | event_key,name^1/r,one^
			csv  | event_key,name~0/r,mine                     | event_key,name~0/r,mine~1/r,one~
			csv  | event_key,name~0/r,mine~                    | event_key,name~0/r,mine~1/r,one~
			csv  | event_key,name~0/r,mine<                    | event_key,name~0/r,mine~1/r,one~
			csv  | BOMevent_key,name~0/r,mine~                 | BOMevent_key,name~0/r,mine~1/r,one~
			csv  | event_key,name^0/r,"mi,""ne^too"            | event_key,name^0/r,"mi,""ne^too"^1/r,one^
			csv  | event_key,name^note,"a^b"^0/r,"mine         | event_key,name^note,"a^b"^1/r,one^
			csv  | event_key,name^0/                           | event_key,name^1/r,one^
			csv  | event_key,name^1/r,xx                       | event_key,name^1/r,one^
			csv  | event_key,name^1/r,on^0/r,mine              | event_key,name^1/r,on^0/r,mine^1/r,one^
			csv  | event_key,name^1/r,one~                     | event_key,name^1/r,one~
			json | {"event_key":"0/r"}                         | {"event_key":"0/r"}^{"event_key":"1/r","name":"one"}^
			json | {"event_key":"0/r","name":"mi               | {"event_key":"1/r","name":"one"}^
			json | {"event_key":"0/r"}{                        | {"event_key":"1/r","name":"one"}^
			""")
	void a_last_line_that_has_no_end_is_kept_if_it_is_whole(String format, String before, String after)
			throws IOException {
		Files.createDirectories(file("a").getParent());
		Files.writeString(file("a"), bytes(before));
		write("a", format, "1/r", Map.of("name", "one"));
		assertThat(Files.readString(file("a"))).isEqualTo(bytes(after));
		assertThat(Files.exists(file("a.torn"))).isEqualTo(!after.startsWith(before.replace("<", "~")));
	}

	private static String bytes(String text) {
		return text.replace('^', '\n').replace("~", "\r\n").replace('<', '\r').replace("BOM", "\uFEFF");
	}

	@Test
	void a_file_of_another_program_is_not_touched() throws IOException {
		Files.createDirectories(file("a").getParent());
		for (String others : List.of("colour,size", "colour;size\r\nred;4", "no table at all")) {
			Files.writeString(file("a.csv"), others);
			write("a.csv", "csv", "1/r", Map.of("name", "one"));
			assertThat(Files.readString(file("a.csv"))).isEqualTo(others);
			assertThat(rows("a-2.csv")).singleElement()
				.satisfies((row) -> assertThat(row.get("name")).isEqualTo("one"));
		}
		assertThat(file("a.csv.torn")).doesNotExist();
	}

	@Test
	void other_columns_have_a_file_of_their_own() throws IOException {
		write("a.csv", "csv", "1/r", Map.of("name", "one"));
		write("a.csv", "csv", "2/r", Map.of("number", "two"));
		write("a.csv", "csv", "3/r", Map.of("name", "three"));
		assertThat(rows("a.csv")).hasSize(2);
		assertThat(rows("a-2.csv")).singleElement().satisfies((row) -> assertThat(row.get("number")).isEqualTo("two"));
	}

	@Test
	void threads_do_not_write_into_each_others_lines_and_another_process_is_waited_for() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			write("a.csv", "csv", "0/r", Map.of("name", "x".repeat(3000)));
			List<Callable<Void>> writers = IntStream.rangeClosed(1, 40).mapToObj((each) -> (Callable<Void>) () -> {
				write("a.csv", "csv", each + "/r", Map.of("name", "x".repeat(3000)));
				return null;
			}).toList();
			for (Future<Void> each : threads.invokeAll(writers)) {
				each.get();
			}
			assertThat(rows("a.csv")).hasSize(41).allSatisfy((row) -> assertThat(row.get("name")).hasSize(3000));
		}
		finally {
			threads.shutdown();
		}
	}

	@Test
	void a_file_that_cannot_be_written_is_a_destination_that_is_away() throws IOException {
		Files.createDirectories(file("a.csv"));
		assertThatExceptionOfType(DestinationAway.class)
			.isThrownBy(() -> write("a.csv", "csv", "1/r", Map.of("name", "x")))
			.withMessageContaining("a.csv");
	}

	@Test
	void a_write_that_fails_is_taken_back() throws IOException {
		FileChannel disk = Mockito.mock();
		Mockito.when(disk.size()).thenReturn(10L);
		Mockito.when(disk.write(ArgumentMatchers.any(ByteBuffer.class))).thenAnswer((write) -> {
			write.getArgument(0, ByteBuffer.class).get();
			return 1;
		}).thenThrow(new IOException("No space left on device"));
		assertThatIOException().isThrownBy(() -> LineFile.write(disk, "a line")).withMessage("No space left on device");
		Mockito.verify(disk).truncate(10);
	}

	@ParameterizedTest
	@MethodSource
	void what_is_wrong_with_a_file_is_said_in_words_with_what_to_do(IOException failure, String said) {
		assertThat(FileTrouble.told(failure)).isEqualTo(said);
	}

	static Stream<Arguments> what_is_wrong_with_a_file_is_said_in_words_with_what_to_do() {
		String user = System.getProperty("user.name");
		return Stream.of(Arguments.of(new IOException("No space left on device"), "the disk is full; make room there"),
				Arguments.of(new IOException("Disk quota exceeded"),
						"the quota of the user '" + user + "' is used up; make room there"),
				Arguments.of(new FileSystemException("/d/a.csv", null, "Read-only file system"),
						"it is on a disk that is mounted read-only; mount it for writing"),
				Arguments.of(new FileSystemException("/d/a.csv", null, "Is a directory"),
						"a folder has that name; remove the folder, or set another name"),
				Arguments.of(new AccessDeniedException("/d/a.csv"),
						"the user '" + user + "' may not write to /d/a.csv; give that user the right to write there"),
				Arguments.of(new FileAlreadyExistsException("/d"),
						"/d is not a folder; remove it, or set another folder"),
				Arguments.of(new NoSuchFileException("/d/a.csv"),
						"/d/a.csv is gone; make its folder, or mount it again"),
				Arguments.of(new IOException("5 % wrong"), "5 % wrong"),
				Arguments.of(new IOException(), "IOException"));
	}

	/** The table in the documentation. */
	static Stream<Arguments> failuresOfThePage() throws IOException {
		String page = Files.readString(Path.of("docs/destinations/file.md"));
		return Pattern.compile("(?m)^\\| ([^|]+) \\| (is (?:tried again|a dead letter)[^|]+) \\|$")
			.matcher(page)
			.results()
			.map((row) -> Arguments.of(row.group(1), row.group(2)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("failuresOfThePage")
	void what_the_page_says_of_a_failure_is_so(String what, String fate) throws IOException {
		Throwable failure = switch (what) {
			case "the disk is full" -> {
				Files.createDirectories(file("full.csv").getParent());
				Files.createSymbolicLink(file("full.csv"), Path.of("/dev/full"));
				yield catchThrowable(() -> write("full.csv", "csv", "1/r", Map.of("name", "x")));
			}
			// root may not do this either
			case "Switchboard may not write to the folder" ->
				catchThrowable(() -> new LineFile(Path.of("/proc/1/a.csv")).add("", "x", "x"));
			case "the folder is gone, such as a network share, and cannot be made" -> {
				Files.writeString(this.folder.resolve("new"), "a file");
				yield catchThrowable(() -> write("a.csv", "csv", "1/r", Map.of("name", "x")));
			}
			case "a folder stands where the file should be" -> {
				Files.createDirectories(file("a.csv"));
				yield catchThrowable(() -> write("a.csv", "csv", "1/r", Map.of("name", "x")));
			}
			case "another program has locked the file, or a share does not answer" -> {
				Thread.currentThread().interrupt();
				Throwable locked = catchThrowable(() -> write("a.csv", "csv", "1/r", Map.of("name", "x")));
				Thread.interrupted();
				yield new RouteFailure("step", locked).overdue(Duration.ofSeconds(60)).getCause();
			}
			case "the template makes no JSON object" -> catchThrowable(() -> writeJson("a.csv", "csv", "1/r", "[1]"));
			case "the file's name is not valid" ->
				catchThrowable(() -> write("../a.csv", "csv", "1/r", Map.of("name", "x")));
			default -> throw new IllegalArgumentException("no such failure is tried: " + what);
		};
		assertThat(failure).isNotNull();
		Throwable told = (failure instanceof IOException) ? new DestinationAway(failure.toString()) : failure;
		assertThat(new RouteFailure("step", told).verdict().isPermanent()).as(failure.toString())
			.isEqualTo(fate.startsWith("is a dead letter"));
		assertThat(new RouteFailure("step", told).verdict()).isIn(Verdict.AWAY, Verdict.NEVER, Verdict.FAULT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "../a.csv", "a/b.csv", "a\\b.csv", ".hidden", "calls-{day}.csv", "a\nb" })
	void a_name_stays_in_its_folder(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> write(name, "csv", "1/r", Map.of("name", "x")))
			.withMessageContaining("is not the name of a file");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../a.csv", "a/b.csv", "a\\b.csv", ".hidden", "calls-{day}.csv", "a\nb", "a:b", "a*", "a?",
			"a\"b", "<a", "a|b", "calls-{date", "date}.csv" })
	void a_wrong_name_is_told_before_the_first_delivery(String name) throws IOException {
		Path kamelet = Path.of("routes/kamelets/file-sink.kamelet.yaml");
		String pattern = new YAMLMapper().readTree(kamelet.toFile())
			.at("/spec/definition/properties/name/pattern")
			.asText();
		assertThat(name).doesNotMatch(pattern);
		assertThat(List.of("calls-{date}.csv", "{month}", "{key}.json", "Anrufe für Zoë (neu).csv", "a.b-c_d"))
			.allMatch((each) -> each.matches(pattern));
	}

	@Test
	void each_delivery_has_a_name_of_its_own_that_a_disk_takes() throws Exception {
		List<String> keys = List.of("1/r", "a b/r", "a-b/r", "a+b/r", "ä/r", "ö/r", "a/b/r", "\u2028/r",
				"x".repeat(198) + "1/r", "x".repeat(198) + "2/r", "");
		for (String key : keys) {
			write("calls-{key}.csv", "csv", key, Map.of("name", "x"));
			write("calls-{key}.csv", "csv", key, Map.of("name", "x"));
		}
		try (Stream<Path> files = Files.list(file("calls-1-r.csv").getParent())) {
			assertThat(files).hasSameSizeAs(keys).allMatch((each) -> each.getFileName().toString().length() < 200);
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> write("ü".repeat(200) + ".csv", "csv", "1/r", Map.of("name", "x")))
			.withMessageContaining("too long for the name of a file");
	}

	/**
	 * Two processes, one of which is killed while it writes. It has locked another file
	 * too, as a share does that does not answer.
	 */
	@Test
	void a_process_that_is_killed_leaves_whole_lines_and_a_locked_file_holds_up_no_other() throws Exception {
		boolean goesOn;
		AtomicReference<Throwable> held = new AtomicReference<>();
		Thread waits = new Thread(() -> held.set(catchThrowable(() -> write("held.csv", "csv", "1/r", Map.of()))));
		Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
				System.getProperty("java.class.path"), Endless.class.getName(), file("a.csv").toString())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			org.awaitility.Awaitility.await().until(() -> Files.exists(file("a.csv")) && lines() > 20);
			waits.start();
			org.awaitility.Awaitility.await()
				.until(() -> Arrays.stream(waits.getStackTrace())
					.anyMatch((each) -> each.getClassName().endsWith("FileChannelImpl")
							&& each.getMethodName().equals("lock")));
			for (int i = 0; i < 20; i++) {
				new LineFile(file("a.csv")).add("begin", "us-" + i + "," + "y".repeat(5000) + ",end", "us-" + i + ",");
			}
		}
		finally {
			waits.interrupt();
			waits.join();
			goesOn = child.isAlive();
			child.destroyForcibly().waitFor();
		}
		assertThat(goesOn).as("to the system, it looks like a deadlock").isTrue();
		assertThat(held.get()).isInstanceOf(DestinationAway.class)
			.hasMessage("the file %s cannot be written: another program has locked it, or its disk does not answer; "
					+ "end that program, or look at the disk", file("held.csv"));
		new LineFile(file("a.csv")).add("begin", "last," + "y".repeat(5000) + ",end", "last,");
		List<String> lines = Files.readAllLines(file("a.csv"));
		assertThat(lines.get(0)).isEqualTo("begin");
		assertThat(lines.subList(1, lines.size())).allMatch((line) -> line.matches("[\\w-]+,y{5000},end"));
		assertThat(lines.stream().filter((line) -> line.startsWith("us-"))).hasSize(20);
	}

	private long lines() throws IOException {
		try (Stream<String> lines = Files.lines(file("a.csv"), StandardCharsets.ISO_8859_1)) {
			return lines.count();
		}
	}

	/** Locks a file beside its own, and writes until it is killed. */
	static final class Endless {

		public static void main(String[] file) throws IOException {
			Path other = Files.createDirectories(Path.of(file[0]).getParent()).resolve("held.csv");
			try (FileChannel held = FileChannel.open(other, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
					FileLock lock = held.lock()) {
				for (int i = 0; i < 1_000_000; i++) {
					new LineFile(Path.of(file[0])).add("begin", "them-" + i + "," + "y".repeat(5000) + ",end",
							"them-" + i + ",");
				}
			}
		}

	}

}
