package io.switchboard.console.api;

import java.nio.file.Path;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Recordings, to listen to. */
@RestController
@Tag(name = "Calls")
class RecordingsController {

	private static final Logger log = LoggerFactory.getLogger(RecordingsController.class);

	private static final MediaType MP3 = MediaType.valueOf("audio/mpeg");

	private final VoipstudioApi api;

	RecordingsController(VoipstudioApi api) {
		this.api = api;
	}

	/** The audio; a player may ask for it piece by piece (Range). */
	@Operation(operationId = "getRecording",
			summary = "The audio of a recording. If it is not archived here, it comes from VoIPstudio")
	@ApiResponse(responseCode = "200", description = "The audio",
			content = @Content(mediaType = "audio/mpeg", schema = @Schema(type = "string", format = "binary")))
	@GetMapping("/api/recordings/{id}.mp3")
	ResponseEntity<Resource> audio(@PathVariable long id) {
		return ResponseEntity.ok().contentType(MP3).body(new FileSystemResource(file(id)));
	}

	private Path file(long id) {
		try {
			return this.api.audio(id)
				.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no recording " + id));
		}
		catch (ResponseStatusException ex) {
			throw ex;
		}
		catch (Exception ex) {
			log.debug("recording {} cannot be fetched", id, ex);
			throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, VoipstudioApi.sentence(ex), ex);
		}
	}

}
