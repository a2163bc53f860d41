package io.switchboard.console.query;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;

/**
 * Reads a filter, which is a record. The {@link Parameter} of a component has its name,
 * its purpose and its bounds. The type of the component says how it is read. So the
 * description of the API, the reader and the query cannot differ.
 */
public final class Filters {

	/** The format of a component that is a telephone number. */
	public static final String PHONE = "phone";

	private Filters() {
	}

	/**
	 * Reads a filter.
	 * @param <R> the filter
	 * @param type a record whose components have a {@link Parameter}
	 * @param given what the request gives
	 * @return a component without a value is null, false or the default
	 * @throws WrongParameter for the first value that cannot be used
	 */
	public static <R extends Record> R read(Class<R> type, Given given) {
		return read(type, given, (wrong) -> {
			throw wrong;
		});
	}

	/**
	 * Reads a filter, without the values that cannot be used.
	 * @param <R> the filter
	 * @param type a record whose components have a {@link Parameter}
	 * @param given what the request gives
	 * @param wrong is told of each value that cannot be used, which is then as if it were
	 * not given
	 * @return the filter
	 */
	public static <R extends Record> R read(Class<R> type, Given given, Consumer<WrongParameter> wrong) {
		return make(type, (component) -> {
			try {
				return value(component, given);
			}
			catch (WrongParameter ex) {
				wrong.accept(ex);
				return null;
			}
		});
	}

	/**
	 * Adds the values of a JSON object, the body of a bulk request.
	 * @param <R> the filter
	 * @param filter what the query says
	 * @param body the object, or null; its fields have the names of filters
	 * @param types all filters whose names the object may have
	 * @return both together
	 * @throws WrongParameter if a name is given twice, is not known, or cannot be used
	 */
	@SuppressWarnings("unchecked")
	public static <R extends Record> R with(R filter, @Nullable Map<String, @Nullable Object> body, Class<?>... types) {
		if (body == null) {
			return filter;
		}
		Given given = Given.ofBody(body, names(Arrays.stream(types)));
		return make((Class<R>) filter.getClass(), (component) -> {
			Object first = get(component, filter);
			Object second = value(component, given);
			if (first != null && second != null) {
				throw Given.givenTwice(name(component));
			}
			return (first != null) ? first : second;
		});
	}

	/**
	 * The values of a filter, as the API writes them.
	 * @param filter a record whose components have a {@link Parameter}
	 * @return values by the names of the filters, without nulls
	 */
	public static Map<String, String> values(Record filter) {
		Map<String, String> values = new LinkedHashMap<>();
		for (RecordComponent component : filter.getClass().getRecordComponents()) {
			Object value = get(component, filter);
			if (value != null) {
				values.put(name(component), value.toString());
			}
		}
		return values;
	}

	/** The names of the components of some filters. */
	static Set<String> names(Stream<? extends Class<?>> types) {
		return types.flatMap((type) -> Arrays.stream(type.getRecordComponents()))
			.map(Filters::name)
			.collect(Collectors.toSet());
	}

	private static String name(RecordComponent component) {
		String name = parameter(component).name();
		return name.isEmpty() ? component.getName() : name;
	}

	private static Parameter parameter(RecordComponent component) {
		Parameter parameter = component.getAccessor().getAnnotation(Parameter.class);
		if (parameter == null) {
			throw new IllegalStateException(component + " has no @Parameter");
		}
		return parameter;
	}

	private static @Nullable Object value(RecordComponent component, Given given) {
		String name = name(component);
		Schema schema = parameter(component).schema();
		Class<?> type = component.getType();
		if (type == Long.class) {
			return given.number(name);
		}
		if (type == int.class) {
			return between(given, name, schema);
		}
		if (type == Instant.class) {
			return given.time(name);
		}
		if (type == Boolean.class) {
			return given.truth(name);
		}
		if (schema.format().equals(PHONE)) {
			return given.phoneNumber(name);
		}
		if (schema.allowableValues().length == 0) {
			return given.text(name);
		}
		String word = given.oneOf(name, Set.of(schema.allowableValues()));
		return (word == null && !schema.defaultValue().isEmpty()) ? schema.defaultValue() : word;
	}

	private static int between(Given given, String name, Schema schema) {
		Long number = given.number(name);
		if (number == null) {
			return Integer.parseInt(schema.defaultValue());
		}
		if (number < Long.parseLong(schema.minimum()) || number > Long.parseLong(schema.maximum())) {
			String shown = given.shown(name);
			throw new WrongParameter(shown,
					"%s=%d is not from %s to %s".formatted(shown, number, schema.minimum(), schema.maximum()));
		}
		return number.intValue();
	}

	@FunctionalInterface
	private interface Values {

		@Nullable Object of(RecordComponent component);

	}

	private static <R extends Record> R make(Class<R> type, Values values) {
		RecordComponent[] components = type.getRecordComponents();
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		@Nullable Object[] arguments = Arrays.stream(components).map(values::of).toArray();
		try {
			Constructor<R> constructor = type.getDeclaredConstructor(types);
			return BeanUtils.instantiateClass(constructor, arguments);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Object get(RecordComponent component, Record record) {
		try {
			Method accessor = component.getAccessor();
			accessor.setAccessible(true);
			return accessor.invoke(record);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
