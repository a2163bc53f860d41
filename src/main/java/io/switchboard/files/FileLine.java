package io.switchboard.files;

import java.io.IOException;
import java.nio.file.Path;

import io.switchboard.failure.DestinationAway;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

import org.springframework.stereotype.Component;

/**
 * Adds the body as a line to the file {@code CamelFileName} in the folder of the header
 * {@code directory}. It makes the folder if needed. When it returns, the line is on the
 * disk.
 */
@Component("fileLine")
final class FileLine implements Processor {

	@Override
	public void process(Exchange exchange) {
		Message message = exchange.getMessage();
		String directory = message.getHeader("directory", String.class);
		Path file = Path.of(directory, message.getHeader(Exchange.FILE_NAME, String.class));
		try {
			new LineFile(file).add(message.getHeader(FileRecord.FIRST, "", String.class), message.getBody(String.class),
					message.getHeader(FileRecord.BEGIN, String.class));
		}
		catch (IOException ex) {
			// a full disk, a missing right or a lost share: no line succeeds
			throw new DestinationAway("the file %s cannot be written: %s".formatted(file, FileTrouble.told(ex)));
		}
	}

}
