package io.switchboard.voipstudio;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import org.apache.camel.Converter;
import org.apache.camel.TypeConverters;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Lets a route in Java say {@code convertBodyTo(CallEvent.class)}. A field that is not of
 * its type becomes null.
 */
@Component
@Converter
public class EventConverters implements TypeConverters {

	private static final ObjectMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.addModule(new SimpleModule().addDeserializer(Instant.class, new Lenient<>(Instant.class, PlatformTime::parse))
			.addDeserializer(Long.class, new Lenient<>(Long.class, WholeNumber::of))
			.addDeserializer(Boolean.class, new Lenient<>(Boolean.class, Flag::of))
			.addDeserializer(String.class, new Lenient<>(String.class, (text) -> text)))
		.build();

	/**
	 * A call event's fields as a record.
	 * @param fields VoIPstudio's fields
	 * @return the record
	 */
	@Converter
	public static CallEvent toCallEvent(Map<?, ?> fields) {
		return JSON.convertValue(fields, CallEvent.class);
	}

	/**
	 * A call event's fields, read from its body.
	 * @param body JSON as it was received
	 * @return the record; it has no fields where the body is not a JSON object
	 */
	public static CallEvent readCallEvent(byte[] body) {
		try {
			CallEvent read = JSON.readValue(body, CallEvent.class);
			return (read != null) ? read : toCallEvent(Map.of());
		}
		catch (IOException ex) {
			return toCallEvent(Map.of());
		}
	}

	/**
	 * A text message's fields as a record.
	 * @param fields VoIPstudio's fields
	 * @return the record
	 */
	@Converter
	public static SmsEvent toSmsEvent(Map<?, ?> fields) {
		return JSON.convertValue(fields, SmsEvent.class);
	}

	/**
	 * A wrap-up's fields as a record.
	 * @param fields VoIPstudio's fields
	 * @return the record
	 */
	@Converter
	public static WrapUpEvent toWrapUpEvent(Map<?, ?> fields) {
		return JSON.convertValue(fields, WrapUpEvent.class);
	}

	/**
	 * A recording's fields as a record.
	 * @param fields VoIPstudio's fields
	 * @return the record
	 */
	@Converter
	public static RecordingEvent toRecordingEvent(Map<?, ?> fields) {
		return JSON.convertValue(fields, RecordingEvent.class);
	}

	/**
	 * Reads a value from its text. The result is null where there is no text or it does
	 * not fit.
	 */
	private static final class Lenient<T> extends StdScalarDeserializer<T> {

		private final transient Function<String, @Nullable T> reader;

		private Lenient(Class<T> type, Function<String, @Nullable T> reader) {
			super(type);
			this.reader = reader;
		}

		@Override
		public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
			if (parser.currentToken().isStructStart()) {
				parser.skipChildren();
				return null;
			}
			return this.reader.apply((this._valueClass == String.class) ? text(parser) : parser.getText());
		}

		/** A number that stands for a text, such as that of a caller, in any spelling. */
		private static String text(JsonParser parser) throws IOException {
			if (!parser.currentToken().isNumeric()) {
				return parser.getText();
			}
			Long whole = WholeNumber.of(parser.getText());
			return String.valueOf((whole != null) ? whole : parser.getNumberValue());
		}

	}

}
