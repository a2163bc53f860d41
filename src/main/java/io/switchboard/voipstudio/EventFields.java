package io.switchboard.voipstudio;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;

/** The names of the fields that VoIPstudio's events are known to have. */
public final class EventFields {

	/** Fields that the records leave out, because no Java class reads them. */
	private static final Set<String> OTHERS = Set.of("src_hash");

	/** All known names, as the platform writes them. Events may have others. */
	public static final Set<String> NAMES = names();

	/**
	 * The words of the few fields that have few, by the field's name; others may come.
	 */
	public static final Map<String, List<String>> WORDS = Map.of("destination", EventFacts.DIRECTIONS, "direction",
			EventFacts.DIRECTIONS, "state", List.of("INITIAL", "ACCEPTED", "RINGING", "CONNECTED", "ON_HOLD", "HANGUP",
					"FAILED", "START", "END", "TIMEOUT"));

	private EventFields() {
	}

	/**
	 * Whether a field is true or false.
	 * @param name as the platform writes it
	 * @return false also for a field that is not known
	 */
	public static boolean isFlag(String name) {
		return components().anyMatch((each) -> each.getType() == Boolean.class && name(each).equals(name));
	}

	private static Set<String> names() {
		Set<String> names = new TreeSet<>(OTHERS);
		components().map(EventFields::name).forEach(names::add);
		return Set.copyOf(names);
	}

	private static Stream<RecordComponent> components() {
		return Stream.of(CallEvent.class, SmsEvent.class, WrapUpEvent.class, RecordingEvent.class)
			.flatMap((record) -> Arrays.stream(record.getRecordComponents()));
	}

	private static String name(RecordComponent component) {
		JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
		return (given != null) ? given.value() : new SnakeCaseStrategy().translate(component.getName());
	}

}
