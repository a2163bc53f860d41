package io.switchboard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Order;

/**
 * An order in which the cores have something to do until the end. Classes that share an
 * application context wait for each other, so they are spread evenly among the others; of
 * these, the ones with the smallest {@link Order} come first, for they take long.
 */
public final class ByContext implements ClassOrderer {

	/** Of classes that wait for no other. */
	private static final String FREE = "";

	@Override
	public void orderClasses(ClassOrdererContext context) {
		Map<String, Long> sizes = context.getClassDescriptors()
			.stream()
			.collect(Collectors.groupingBy(ByContext::lock, Collectors.counting()));
		Map<String, List<ClassDescriptor>> lanes = context.getClassDescriptors()
			.stream()
			.sorted(Comparator.comparing(ByContext::order)
				.thenComparing((descriptor) -> descriptor.getTestClass().getName()))
			.collect(
					Collectors.groupingBy((descriptor) -> (sizes.get(lock(descriptor)) > 1) ? lock(descriptor) : FREE));
		Map<ClassDescriptor, Double> places = new HashMap<>();
		lanes.values().forEach((lane) -> {
			for (int i = 0; i < lane.size(); i++) {
				places.put(lane.get(i), (i + 0.5) / lane.size());
			}
		});
		context.getClassDescriptors().sort(Comparator.comparing(places::get));
	}

	private static String lock(ClassDescriptor descriptor) {
		return SharedContext.of(descriptor.getTestClass()).orElse(FREE);
	}

	private static int order(ClassDescriptor descriptor) {
		return descriptor.findAnnotation(Order.class).map(Order::value).orElse(Order.DEFAULT);
	}

}
