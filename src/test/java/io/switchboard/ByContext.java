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
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Orders the classes so that all cores are busy until the end. Classes that share an
 * application context run one after the other, so they are spread evenly among the
 * others. Those with the smallest {@link Order} take longest and come first. Classes of a
 * context that few share stand close together: the last one ends the context.
 */
public final class ByContext implements ClassOrderer {

	/** The group of the classes that share no context. */
	private static final String FREE = "";

	private static final int FEW = 4;

	/** The distance between classes of one context, as a share of all classes. */
	private static final double SOON = 0.03;

	/**
	 * Behind this share stand only classes without a context: they keep all cores busy at
	 * the end.
	 */
	private static final double END = 0.9;

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
		if (context.getClassDescriptors()
			.stream()
			.allMatch((each) -> each.getTestClass().getEnclosingClass() == null)) {
			SharedContext.expect(sizes);
		}
		lanes.forEach((lock, lane) -> {
			if (!lock.equals(FREE)) {
				lane.forEach(ByContext::requireLock);
			}
		});
		Map<ClassDescriptor, Double> places = new HashMap<>();
		lanes.values().forEach((lane) -> {
			boolean few = lane.size() <= FEW && !lock(lane.get(0)).equals(FREE);
			for (int i = 0; i < lane.size(); i++) {
				places.put(lane.get(i), few ? start(lane.get(0)) + i * SOON
						: (i + 0.5) / lane.size() * (lock(lane.get(i)).equals(FREE) ? 1 : END));
			}
		});
		context.getClassDescriptors().sort(Comparator.comparing(places::get));
	}

	/** A random place; in the first third for a class that takes long. */
	private static double start(ClassDescriptor first) {
		double anywhere = Math.floorMod(first.getTestClass().getName().hashCode(), 1000) / 1000d;
		return anywhere * ((order(first) < Order.DEFAULT) ? 1d / 3 : END - FEW * SOON);
	}

	private static String lock(ClassDescriptor descriptor) {
		return SharedContext.of(descriptor.getTestClass()).orElse(FREE);
	}

	/** Two classes without a lock would use the same tables at the same time. */
	private static void requireLock(ClassDescriptor descriptor) {
		if (descriptor.getTestClass().getEnclosingClass() == null && !descriptor.isAnnotated(ResourceLock.class)) {
			throw new IllegalStateException("%s shares an application context and has no @ResourceLock"
				.formatted(descriptor.getTestClass().getName()));
		}
	}

	private static int order(ClassDescriptor descriptor) {
		return descriptor.findAnnotation(Order.class).map(Order::value).orElse(Order.DEFAULT);
	}

}
