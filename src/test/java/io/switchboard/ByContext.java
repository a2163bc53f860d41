package io.switchboard;

import java.util.Comparator;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * First what starts processes of its own and waits for them, then the classes of each
 * application context side by side, so that it can be closed behind the last of them.
 */
public final class ByContext implements ClassOrderer {

	@Override
	public void orderClasses(ClassOrdererContext context) {
		context.getClassDescriptors()
			.sort(Comparator.comparing(ByContext::place)
				.thenComparing((descriptor) -> descriptor.getTestClass().getName()));
	}

	private static String place(ClassDescriptor descriptor) {
		return SharedContext.of(descriptor.getTestClass()).orElse("");
	}

}
