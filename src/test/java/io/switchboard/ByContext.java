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
 * An order in which the cores have something to do until the end. Classes that share an
 * application context wait for each other, so they are spread evenly among the others; of
 * these, the ones with the smallest {@link Order} come first, for they take long. Where
 * only a few share one, they come soon after each other, for the last of them ends it and
 * whatever is kept goes on looking for work.
 */
public final class ByContext implements ClassOrderer {

	/** Of classes that wait for no other. */
	private static final String FREE = "";

	private static final int FEW = 4;

	/** How far apart those are, as a share of all classes. */
	private static final double SOON = 0.03;

	/** Where those that wait for each other have ended; the rest keeps all cores busy. */
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

	/** Anywhere, but in the first third for what takes long. */
	private static double start(ClassDescriptor first) {
		double anywhere = Math.floorMod(first.getTestClass().getName().hashCode(), 1000) / 1000d;
		return anywhere * ((order(first) < Order.DEFAULT) ? 1d / 3 : END - FEW * SOON);
	}

	private static String lock(ClassDescriptor descriptor) {
		return SharedContext.of(descriptor.getTestClass()).orElse(FREE);
	}

	/** Without one, two would use the same tables at the same time. */
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
