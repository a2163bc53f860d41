package io.switchboard.console.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A list during whose export the store goes away. */
class CsvWriterTests {

	private static final int PAGES = 8;

	private final Tomcat tomcat = new Tomcat();

	@BeforeEach
	void start(@TempDir Path folder) throws Exception {
		this.tomcat.setBaseDir(folder.toString());
		this.tomcat.setPort(0);
		Context context = this.tomcat.addContext("", folder.toString());
		AnnotationConfigWebApplicationContext beans = new AnnotationConfigWebApplicationContext();
		beans.register(Numbers.class, ApiErrors.class);
		Tomcat.addServlet(context, "api", new DispatcherServlet(beans));
		context.addServletMappingDecoded("/", "api");
		this.tomcat.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.tomcat.stop();
		this.tomcat.destroy();
	}

	@Test
	void an_export_is_whole_if_the_store_stays() throws Exception {
		assertThat(ask(PAGES).body().lines()).hasSize(1 + PAGES * Numbers.ROWS);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, PAGES - 1 })
	void nobody_takes_a_part_for_the_whole(int pages) {
		assertThatThrownBy(() -> ask(pages)).isInstanceOf(IOException.class);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void an_export_is_an_error_if_nothing_was_sent_yet(int pages) throws Exception {
		assertThat(ask(pages).statusCode()).isEqualTo(500);
	}

	/** A list whose store goes away after this number of pages. */
	private HttpResponse<String> ask(int pages) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:%d/numbers.csv?pages=%d"
				.formatted(this.tomcat.getConnector().getLocalPort(), pages))).build(), BodyHandlers.ofString());
	}

	/** One number. */
	record Numbered(int number, String text) {
	}

	@EnableWebMvc
	@RestController
	static class Numbers {

		static final int ROWS = 500;

		@GetMapping("/numbers.csv")
		void numbers(@RequestParam("pages") int pages, HttpServletResponse response) throws IOException {
			CsvWriter.write(response, "numbers", Numbered.class, (cursor) -> {
				int page = (cursor != null) ? Integer.parseInt(cursor) : 0;
				if (page == pages) {
					throw new DataAccessResourceFailureException("away");
				}
				return new CsvWriter.Rows<>(rows(page), (page + 1 < PAGES) ? Integer.toString(page + 1) : null);
			});
		}

		private static List<Numbered> rows(int page) {
			return IntStream.range(0, ROWS).mapToObj((i) -> new Numbered(page * ROWS + i, "x".repeat(20))).toList();
		}

	}

}
