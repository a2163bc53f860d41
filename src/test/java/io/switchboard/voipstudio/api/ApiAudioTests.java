package io.switchboard.voipstudio.api;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.switchboard.failure.PermanentFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static org.assertj.core.api.Assertions.assertThat;

/** The audio of recordings. */
class ApiAudioTests extends VoipstudioApiBench {

	@Test
	void audio_is_streamed_into_a_file_once_and_counted() throws Exception {
		byte[] audio = new byte[300_000];
		new java.util.Random(1).nextBytes(audio);
		API.when(get(BASE + "monitors/77.mp3"), aResponse().withBody(audio).withChunkedDribbleDelay(3, 30));
		String kamelet = "kamelet:voipstudio-recording-audio-action?recording=77&size=";
		assertThat(ask(kamelet + "300001").getException()).hasMessageContaining("300000 bytes came, not the 300001");
		assertThat(files()).isEmpty();
		Map<?, ?> saved = (Map<?, ?>) body(kamelet + "300000");
		assertThat(saved.get("fresh")).isEqualTo(true);
		assertThat(Path.of(saved.get("file").toString())).hasBinaryContent(audio).hasFileName("4278003532-77.mp3");
		API.server().resetAll();
		assertThat(((Map<?, ?>) body(kamelet + "300000")).get("fresh")).isEqualTo(false);
		API.server().verify(0, anyRequestedFor(anyUrl()));
		assertThat(files()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			application/json                | {"message":"not ready"}
			                                | {"message":"not ready"}
			audio/mpeg                      | [1]
			audio/mpeg                      |   <!DOCTYPE html><html><body>Please sign in</body></html>
			text/html; charset=utf-8        | Please sign in
			application/problem+json        | {}
			application/octet-stream        | <?xml version="1.0"?><error/>
			""")
	void a_text_is_no_recording_whatever_it_is_called(String type, String text) throws Exception {
		ResponseDefinitionBuilder response = aResponse().withBody(text);
		API.when(get(BASE + "monitors/79.mp3"), (type != null) ? response.withHeader("Content-Type", type) : response);
		for (String as : List.of("file", "attachment")) {
			assertThat(ask("kamelet:voipstudio-recording-audio-action?recording=79&size=&as=" + as).getException())
				.hasMessageContaining("the answer is not audio");
		}
		assertThat(files()).noneMatch((file) -> file.getFileName().toString().contains("79"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../outside.mp3", "/etc/outside.mp3", "a/../../outside.mp3", "." })
	void audio_stays_within_its_folder(String file) throws Exception {
		API.when(any(anyUrl()), aResponse().withBody("audio"));
		assertThat(ask("kamelet:voipstudio-recording-audio-action?recording=78&size=5&file=" + file).getException())
			.isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("not a file name");
		API.server().verify(0, anyRequestedFor(anyUrl()));
	}

	private List<Path> files() throws Exception {
		try (Stream<Path> files = Files.walk(this.data.resolve("recordings"))) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

}
