package io.switchboard;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.parallel.ResourceLocksProvider;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.cache.DefaultCacheAwareContextLoaderDelegate;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.test.context.support.DefaultBootstrapContext;

/**
 * Classes that share a Switchboard run one after the other, because they empty its
 * tables. Other classes run beside them. The last of them stops the Switchboard.
 */
public final class SharedContext extends AbstractTestExecutionListener implements ResourceLocksProvider {

	private static final Map<MergedContextConfiguration, String> NAMES = new ConcurrentHashMap<>();

	private static final Map<Class<?>, Optional<String>> OF_CLASS = new ConcurrentHashMap<>();

	private static final Map<String, Long> LEFT = new ConcurrentHashMap<>();

	/**
	 * A key that is the same for all classes of one application context; empty for a
	 * class without one.
	 */
	static Optional<String> of(Class<?> test) {
		return OF_CLASS.computeIfAbsent(test, SharedContext::find);
	}

	private static Optional<String> find(Class<?> test) {
		if (!AnnotatedElementUtils.hasAnnotation(test, SpringBootTest.class)) {
			return Optional.empty();
		}
		SpringBootTestContextBootstrapper bootstrapper = new SpringBootTestContextBootstrapper();
		bootstrapper
			.setBootstrapContext(new DefaultBootstrapContext(test, new DefaultCacheAwareContextLoaderDelegate()));
		return Optional.of(NAMES.computeIfAbsent(bootstrapper.buildMergedContextConfiguration(),
				(configuration) -> "application context %d".formatted(NAMES.size() + 1)));
	}

	/** The number of classes of each context in this run. */
	static void expect(Map<String, Long> classes) {
		LEFT.putAll(classes);
	}

	/** This extension is the first before a class, and the last after it. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void afterTestClass(TestContext context) {
		Class<?> test = context.getTestClass();
		if (test.getEnclosingClass() == null && of(test).isPresent()
				&& LEFT.merge(of(test).get(), -1L, Long::sum) == 0) {
			context.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		}
	}

	@Override
	public Set<Lock> provideForClass(Class<?> test) {
		return of(test).map((name) -> Set.of(new Lock(name))).orElse(Set.of());
	}

}
