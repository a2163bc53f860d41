package io.switchboard.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.declared.Offline;
import io.switchboard.text.Readable;
import io.switchboard.text.SpreadsheetText;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.commons.csv.CSVFormat;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes a line of the JSON object in the body. With the header {@code format}
 * {@code csv}, the line has its values, else the object. {@code event_key} comes first.
 * The header {@code CamelFileName} becomes the file's name for the day on which the event
 * came in. In it, {@code {key}} becomes {@code event_key}. The header {@code first}
 * becomes the first line of such a file, or empty. The header {@code whole} becomes a
 * file with only this line.
 */
@Component("fileRecord")
final class FileRecord implements Processor {

	/** The first line of a file. */
	static final String FIRST = "first";

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final String KEY = "event_key";

	/** The unique beginning of a line. */
	static final String BEGIN = "begin";

	/** A file with only this line. */
	private static final String WHOLE = "whole";

	/**
	 * Disks take 255 bytes; a client of SFTP puts five in front, and a torn line five
	 * behind.
	 */
	private static final int LONGEST_NAME = 240;

	private static final int LONGEST_KEY = 100;

	private final ZoneId zone;

	@Autowired
	FileRecord(Environment settings) {
		this.zone = ZoneId.of(settings.getRequiredProperty("display.time-zone").strip());
	}

	@Offline
	static FileRecord of(Environment settings) {
		return new FileRecord(settings);
	}

	@Override
	public void process(Exchange exchange) {
		Message message = exchange.getMessage();
		Map<String, JsonNode> record = record(exchange);
		boolean csv = "csv".equals(message.removeHeader("format"));
		message.setHeader(FIRST, csv ? line(List.copyOf(record.keySet())) : "");
		message.setHeader(Exchange.FILE_NAME, name(exchange));
		String line = csv ? line(record.values().stream().map(FileRecord::text).toList())
				: JSON.valueToTree(record).toString();
		String key = csv ? line(List.of(text(record.get(KEY)))) : "{\"%s\":%s".formatted(KEY, record.get(KEY));
		message.setHeader(BEGIN, line.substring(0, Math.min(line.length(), key.length() + 1)));
		message.setHeader(WHOLE, (csv ? message.getHeader(FIRST) + "\n" : "") + line + "\n");
		message.setBody(line);
	}

	private static Map<String, JsonNode> record(Exchange exchange) {
		ObjectNode record = JSON.createObjectNode().put(KEY, exchange.getVariable(KEY, String.class));
		try {
			if (!(JSON.readTree(exchange.getMessage().getBody(String.class)) instanceof ObjectNode said)) {
				throw new IllegalArgumentException("the template makes no JSON object");
			}
			record.setAll(said);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("the template makes no JSON: " + ex.getOriginalMessage(), ex);
		}
		Map<String, JsonNode> fields = new LinkedHashMap<>();
		record.properties().forEach((field) -> fields.put(field.getKey(), field.getValue()));
		return fields;
	}

	/** A number is not a formula, even if it begins like one. */
	private static String text(JsonNode value) {
		if (value.isNull()) {
			return "";
		}
		return value.isNumber() ? value.asText()
				: SpreadsheetText.safe(Readable.line(value.isValueNode() ? value.asText() : value.toString()));
	}

	/** Without the end of the line. */
	private static String line(List<String> values) {
		StringBuilder line = new StringBuilder();
		try {
			CSVFormat.RFC4180.printRecord(line, values.toArray());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return line.substring(0, line.length() - CSVFormat.RFC4180.getRecordSeparator().length());
	}

	private String name(Exchange exchange) {
		String pattern = exchange.getMessage().getHeader(Exchange.FILE_NAME, "", String.class);
		LocalDate day = Instant.parse(exchange.getVariable("received_at", String.class))
			.atZone(this.zone)
			.toLocalDate();
		String key = inName(exchange.getVariable(KEY, "", String.class));
		String name = pattern.replace("{date}", day.toString())
			.replace("{month}", day.toString().substring(0, 7))
			.replace("{key}", key);
		if (name.isBlank() || name.startsWith(".") || name.matches(".*[/\\\\:*?\"<>|\\p{Cntrl}{}].*")) {
			throw new IllegalArgumentException(
					"'%s' is not the name of a file; it may hold {date}, {month} and {key}".formatted(pattern));
		}
		if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
			throw new IllegalArgumentException("'%s' is too long for the name of a file".formatted(pattern));
		}
		return name;
	}

	/**
	 * Two deliveries have two names, even where their keys differ in what no name should
	 * hold.
	 */
	private static String inName(String key) {
		String name = key.replaceAll("[^A-Za-z0-9._-]+", "-");
		boolean plain = key.matches("[A-Za-z0-9._-]*/[A-Za-z0-9._-]*") && key.length() <= LONGEST_KEY;
		return plain ? name : "%s-%s".formatted(name.substring(0, Math.min(name.length(), LONGEST_KEY)),
				UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_16)));
	}

}
