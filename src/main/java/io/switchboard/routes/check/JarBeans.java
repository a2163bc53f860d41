package io.switchboard.routes.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** The beans that the jar would have, known by their names; none is made. */
class JarBeans {

	/** What Spring Boot and Camel add that kamelets use. */
	private static final Set<String> OTHERS = Set.of("dataSource", "camelContext");

	private final Set<String> names = new TreeSet<>(OTHERS);

	private final List<String> classes = new ArrayList<>();

	JarBeans() {
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(Component.class));
		SimpleBeanDefinitionRegistry none = new SimpleBeanDefinitionRegistry();
		for (BeanDefinition each : scan.findCandidateComponents("io.switchboard")) {
			this.names.add(AnnotationBeanNameGenerator.INSTANCE.generateBeanName(each, none));
			this.classes.add(String.valueOf(each.getBeanClassName()));
			if (each instanceof AnnotatedBeanDefinition annotated) {
				annotated.getMetadata().getAnnotatedMethods(Bean.class.getName()).forEach(this::method);
			}
		}
	}

	private void method(MethodMetadata method) {
		String[] given = method.getAnnotations().get(Bean.class).getStringArray("name");
		this.names.addAll((given.length > 0) ? List.of(given) : List.of(method.getMethodName()));
	}

	Set<String> names() {
		return this.names;
	}

	/** Those that need nothing. */
	List<RouteBuilder> routes() {
		List<RouteBuilder> routes = new ArrayList<>();
		for (String name : this.classes) {
			if (name.endsWith("Route")) {
				RouteBuilder builder = made(ClassUtils.resolveClassName(name, getClass().getClassLoader()));
				if (builder != null) {
					routes.add(builder);
				}
			}
		}
		return routes;
	}

	private static @Nullable RouteBuilder made(Class<?> type) {
		try {
			var constructor = type.getDeclaredConstructor();
			constructor.setAccessible(true);
			return (constructor.newInstance() instanceof RouteBuilder builder) ? builder : null;
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

}
