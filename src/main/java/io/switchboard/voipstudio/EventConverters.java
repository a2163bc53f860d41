package io.switchboard.voipstudio;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
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
		.addModule(new SimpleModule().addDeserializer(Instant.class, new PlatformTimeDeserializer()))
		.addHandler(new NullForWhatDoesNotFit())
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

	private static final class PlatformTimeDeserializer extends StdScalarDeserializer<Instant> {

		private PlatformTimeDeserializer() {
			super(Instant.class);
		}

		@Override
		public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
			if (parser.currentToken().isStructStart()) {
				parser.skipChildren();
				return null;
			}
			return PlatformTime.parse(parser.getText());
		}

	}

	private static final class NullForWhatDoesNotFit extends DeserializationProblemHandler {

		@Override
		public @Nullable Object handleWeirdStringValue(DeserializationContext context, Class<?> type, String value,
				String failure) {
			return null;
		}

		@Override
		public @Nullable Object handleWeirdNumberValue(DeserializationContext context, Class<?> type, Number value,
				String failure) {
			return null;
		}

		@Override
		public @Nullable Object handleUnexpectedToken(DeserializationContext context, JavaType type, JsonToken token,
				JsonParser parser, @Nullable String failure) throws IOException {
			parser.skipChildren();
			return null;
		}

	}

}
