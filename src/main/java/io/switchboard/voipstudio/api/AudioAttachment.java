package io.switchboard.voipstudio.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

import jakarta.activation.DataSource;

import org.springframework.util.StreamUtils;

/**
 * Audio that is to be attached to a mail. Its file has no name any more, so the file is
 * gone once nobody can send it, however this process ends.
 */
class AudioAttachment implements DataSource {

	private final String name;

	private final FileChannel audio;

	/**
	 * Java closes the audio once this object is no longer reachable.
	 * @param audio open for reading
	 */
	AudioAttachment(String name, FileChannel audio) {
		this.name = name;
		this.audio = audio;
	}

	/** Each read begins at the start of the audio. Only one read goes on at a time. */
	@Override
	public InputStream getInputStream() throws IOException {
		return StreamUtils.nonClosing(Channels.newInputStream(this.audio.position(0)));
	}

	@Override
	public OutputStream getOutputStream() {
		throw new UnsupportedOperationException("it is only read");
	}

	@Override
	public String getContentType() {
		return "audio/mpeg";
	}

	@Override
	public String getName() {
		return this.name;
	}

}
