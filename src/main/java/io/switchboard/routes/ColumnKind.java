package io.switchboard.routes;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.store.StorableText;
import io.switchboard.voipstudio.PlatformTime;
import io.switchboard.voipstudio.WholeNumber;
import org.jspecify.annotations.Nullable;

/** The kind of a column, and the values that fit it. All values are bound as text. */
enum ColumnKind implements Column {

	SMALL {
		@Override
		@Nullable String text(Object value) {
			return whole(value, Short.MIN_VALUE, Short.MAX_VALUE);
		}
	},
	INTEGER {
		@Override
		@Nullable String text(Object value) {
			return whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
		}
	},
	BIGINT {
		@Override
		@Nullable String text(Object value) {
			return whole(value, Long.MIN_VALUE, Long.MAX_VALUE);
		}
	},
	DECIMAL {
		@Override
		@Nullable String text(Object value) {
			BigDecimal number = decimal(value);
			return (number != null) ? number.toPlainString() : null;
		}
	},
	SINGLE {
		@Override
		@Nullable String text(Object value) {
			BigDecimal number = decimal(value);
			return (number != null && Float.isFinite(number.floatValue())) ? Float.toString(number.floatValue()) : null;
		}
	},
	BOOLEAN {
		@Override
		@Nullable String text(Object value) {
			String word = json(value).strip().toLowerCase(Locale.ROOT);
			return TRUTHS.contains(word) ? word : null;
		}
	},
	TIME {
		@Override
		@Nullable String text(Object value) {
			return (instant(value) != null) ? json(value).strip() : null;
		}
	},
	/** The platform's times are in UTC, without a zone. */
	TIME_WITH_ZONE {
		@Override
		@Nullable String text(Object value) {
			return Objects.toString(instant(value), null);
		}
	},
	TEXT {
		@Override
		String text(Object value) {
			return StorableText.of(json(value));
		}
	},
	/** An unknown kind: bound as text, and the database decides. */
	OTHER {
		@Override
		String text(Object value) {
			return StorableText.of(json(value));
		}
	};

	private static final int MAX_DECIMAL = 300;

	private static final Instant FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z");

	private static final Instant LAST_YEAR = Instant.parse("9999-12-31T00:00:00Z");

	/** PostgreSQL's arrays, ranges, points and intervals. */
	private static final Pattern NO_NUMBER = Pattern.compile("^_|range|point|interval");

	private static final Set<String> TRUTHS = Set.of("true", "false", "1", "0");

	private static final ObjectMapper JSON = new ObjectMapper();

	/**
	 * The kind of a column.
	 * @param type its type, as PostgreSQL names it or as a table in SQLite declares it
	 * @return never null
	 */
	static ColumnKind of(String type) {
		String name = type.toLowerCase(Locale.ROOT).replaceAll("\\(.*", "").strip();
		return switch (name) {
			case "int2", "smallint", "smallserial" -> SMALL;
			case "int4", "serial" -> INTEGER;
			case "bool", "boolean" -> BOOLEAN;
			case "numeric", "decimal", "real", "double", "double precision", "float", "float8" -> DECIMAL;
			case "float4" -> SINGLE;
			case "timestamp", "datetime", "date", "timestamp without time zone" -> TIME;
			case "timestamptz", "timestamp with time zone" -> TIME_WITH_ZONE;
			default -> {
				if (name.contains("int") && !NO_NUMBER.matcher(name).find()) {
					yield BIGINT;
				}
				boolean text = name.contains("char") || name.contains("text") || name.contains("clob");
				yield text ? TEXT : OTHER;
			}
		};
	}

	@Override
	public @Nullable String fit(@Nullable Object value) {
		return (value != null) ? text(value) : null;
	}

	abstract @Nullable String text(Object value);

	static @Nullable String whole(Object value, long lowest, long highest) {
		Long number = WholeNumber.of(value);
		return (number != null && number >= lowest && number <= highest) ? number.toString() : null;
	}

	private static String json(Object value) {
		if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
			return value.toString();
		}
		try {
			return JSON.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("a value of type " + value.getClass().getName() + " is not JSON", ex);
		}
	}

	private static @Nullable BigDecimal decimal(Object value) {
		String text = json(value).strip();
		try {
			BigDecimal number = (text.length() <= MAX_DECIMAL) ? new BigDecimal(text) : null;
			return (number != null && Math.abs((long) number.scale()) <= MAX_DECIMAL) ? number : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/** As the platform writes times, or as ISO 8601 does. */
	static @Nullable Instant instant(Object value) {
		String text = json(value).strip();
		Instant time = PlatformTime.parse(text);
		try {
			if (time == null) {
				time = text.contains("T") ? OffsetDateTime.parse(text).toInstant()
						: LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
			}
			return (time.isAfter(FIRST_YEAR) && time.isBefore(LAST_YEAR)) ? time : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
