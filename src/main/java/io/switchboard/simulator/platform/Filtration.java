package io.switchboard.simulator.platform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.simulator.account.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * The platform's {@code filter}: conditions that a record must all meet.
 *
 * @param conditions none to take every record
 */
public record Filtration(List<Condition> conditions) {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Set<String> OPERATORS = Set.of("=", "eq", "like", "gt", "gte", "lt", "lte");

	private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");

	/**
	 * One condition.
	 *
	 * @param property a field of the record
	 * @param operator one of the operators above
	 * @param value null to find records without one
	 */
	record Condition(String property, String operator, @Nullable String value) {

		boolean isMetBy(Map<String, @Nullable Object> record) {
			Object found = record.get(this.property);
			if (found == null || this.value == null) {
				return found == null && this.value == null && equality();
			}
			if (this.operator.equals("like")) {
				return like(found.toString(), this.value);
			}
			int comparison = compare(found.toString(), this.value);
			return switch (this.operator) {
				case "gt" -> comparison > 0;
				case "gte" -> comparison >= 0;
				case "lt" -> comparison < 0;
				case "lte" -> comparison <= 0;
				default -> comparison == 0;
			};
		}

		private boolean equality() {
			return this.operator.equals("=") || this.operator.equals("eq");
		}

		/**
		 * Matches as SQL does if there is a {@code %}; otherwise anywhere in the text.
		 */
		private static boolean like(String found, String value) {
			String text = found.toLowerCase(Locale.ROOT);
			String wanted = value.toLowerCase(Locale.ROOT);
			if (!wanted.contains("%")) {
				return text.contains(wanted);
			}
			String regex = Pattern.quote(wanted).replace("%", "\\E.*\\Q");
			return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
		}

	}

	/**
	 * Compares numbers as numbers and everything else as text. The platform's times sort
	 * correctly as text.
	 */
	static int compare(String one, String other) {
		if (isNumber(one) && isNumber(other)) {
			return new BigDecimal(one).compareTo(new BigDecimal(other));
		}
		return one.compareTo(other);
	}

	static boolean isNumber(String text) {
		return NUMBER.matcher(text).matches();
	}

	/** Reads a filter; a PlatformException says what is wrong with it. */
	public static Filtration parse(@Nullable String text, Set<String> properties) {
		if (text == null || text.isBlank()) {
			return new Filtration(List.of());
		}
		List<Condition> conditions = new ArrayList<>();
		JsonNode array = read(text);
		if (!array.isArray()) {
			throw PlatformException.filtration("The filter is not a JSON array");
		}
		for (JsonNode node : array) {
			String property = node.path("property").asText();
			String operator = node.path("operator").asText();
			if (!properties.contains(property)) {
				throw PlatformException.filtration("Unknown property '%s'".formatted(property));
			}
			if (!OPERATORS.contains(operator)) {
				throw PlatformException.filtration("Unknown operator '%s'".formatted(operator));
			}
			if (!node.has("value") || node.path("value").isContainerNode()) {
				throw PlatformException.filtration("No value for '%s'".formatted(property));
			}
			conditions.add(new Condition(property, operator,
					node.path("value").isNull() ? null : node.path("value").asText()));
		}
		return new Filtration(conditions);
	}

	private static JsonNode read(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw PlatformException.filtration("The filter is not JSON");
		}
	}

	public boolean accepts(Map<String, @Nullable Object> record) {
		return this.conditions.stream().allMatch((condition) -> condition.isMetBy(record));
	}

}
