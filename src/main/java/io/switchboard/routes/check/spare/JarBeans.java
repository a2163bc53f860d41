package io.switchboard.routes.check.spare;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.switchboard.declared.AskedByRules;
import io.switchboard.declared.Gives;
import io.switchboard.declared.Offline;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The names of the beans that the running jar would have. Only those with {@link Offline}
 * can be made.
 */
public final class JarBeans {

	/** Jars do not change while a process runs. */
	private static final SingletonSupplier<JarBeans> FOUND = SingletonSupplier.of(JarBeans::new);

	/** Beans of Spring Boot and Camel that kamelets use. */
	private static final Set<String> OTHERS = Set.of("dataSource", "camelContext");

	private static final String COMPONENT = Component.class.getName();

	private static final String OFFLINE = Offline.class.getName();

	private static final Environment NO_SETTINGS = new AbstractEnvironment() {
	};

	private final Set<String> names = new TreeSet<>(OTHERS);

	private final Set<String> gives = new TreeSet<>();

	private final List<String> classes = new ArrayList<>();

	private final List<Maker> makers = new ArrayList<>();

	private final LibBeans lib = new LibBeans(getClass().getClassLoader());

	/** Makes a bean: a static method of a class, or null for its constructor. */
	private record Maker(String name, Class<?> type, @Nullable Method method) {

		Class<?> made() {
			return (this.method != null) ? this.method.getReturnType() : this.type;
		}

		@Nullable Object make(Environment settings, Path routes) {
			if (this.method == null) {
				return BeanUtils.instantiateClass(this.type);
			}
			this.method.setAccessible(true);
			try {
				return this.method.invoke(null,
						Arrays.stream(this.method.getParameterTypes())
							.map((type) -> (type == Path.class) ? routes : settings)
							.toArray());
			}
			catch (InvocationTargetException ex) {
				throw new IllegalStateException(String.valueOf(ex.getCause().getMessage()), ex.getCause());
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	private JarBeans() {
		this.names.addAll(this.lib.names());
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(Component.class));
		scan.addIncludeFilter((reader, factory) -> reader.getAnnotationMetadata().hasAnnotatedMethods(OFFLINE));
		SimpleBeanDefinitionRegistry none = new SimpleBeanDefinitionRegistry();
		for (BeanDefinition each : scan.findCandidateComponents(Declared.HOUSE)) {
			AnnotationMetadata metadata = ((AnnotatedBeanDefinition) each).getMetadata();
			String name = AnnotationBeanNameGenerator.INSTANCE.generateBeanName(each, none);
			if (metadata.hasAnnotation(COMPONENT) || metadata.hasMetaAnnotation(COMPONENT)) {
				this.names.add(name);
				this.classes.add(metadata.getClassName());
				metadata.getAnnotatedMethods(Bean.class.getName())
					.forEach((method) -> this.names.addAll(names(method)));
				if (metadata.hasAnnotation(Gives.class.getName())) {
					this.gives.addAll(List.of(metadata.getAnnotations().get(Gives.class).getStringArray("value")));
				}
			}
			if (metadata.hasAnnotation(OFFLINE) || metadata.hasAnnotatedMethods(OFFLINE)) {
				makers(name, ClassUtils.resolveClassName(metadata.getClassName(), getClass().getClassLoader()));
			}
		}
	}

	/** The names of the bean that a method makes. */
	static List<String> names(MethodMetadata method) {
		String[] given = method.getAnnotations().get(Bean.class).getStringArray("name");
		return (given.length > 0) ? List.of(given) : List.of(method.getMethodName());
	}

	private void makers(String name, Class<?> type) {
		if (type.isAnnotationPresent(Offline.class)) {
			this.makers.add(new Maker(name, type, null));
		}
		for (Method method : type.getDeclaredMethods()) {
			Offline offline = method.getAnnotation(Offline.class);
			if (offline != null) {
				this.makers.add(new Maker(offline.value().isEmpty() ? name : offline.value(), type, method));
			}
		}
	}

	/**
	 * The beans of the running jar, which are looked up once.
	 * @return always the same
	 */
	public static JarBeans get() {
		return FOUND.obtain();
	}

	/** The names of all beans. */
	public Set<String> names() {
		return this.names;
	}

	/** What they declare. */
	public Declared declared() {
		return new Declared(this.names, this.gives);
	}

	/**
	 * Makes those that reach nothing outside.
	 * @param settings with all sources
	 * @param routes the folder with the routes
	 * @return by their names
	 */
	public Map<String, Object> offline(Environment settings, Path routes) {
		return made((type) -> true, settings, routes);
	}

	/** Makes those that a condition may use, without any data. */
	public Map<String, Object> askedByRules() {
		return made(AskedByRules.class::isAssignableFrom, NO_SETTINGS, Path.of("no such folder"));
	}

	private Map<String, Object> made(Predicate<Class<?>> which, Environment settings, Path routes) {
		Map<String, Object> made = new HashMap<>();
		for (Maker maker : this.makers) {
			Object bean = which.test(maker.made()) ? maker.make(settings, routes) : null;
			if (bean != null) {
				made.put(maker.name(), bean);
			}
		}
		return made;
	}

	/**
	 * Makes the routes in Java that need no other bean.
	 * @return new ones
	 */
	public List<RouteBuilder> routes() {
		List<RouteBuilder> routes = new ArrayList<>();
		for (String name : this.classes) {
			if (name.endsWith("Route")) {
				RouteBuilder builder = routes(ClassUtils.resolveClassName(name, getClass().getClassLoader()));
				if (builder != null) {
					routes.add(builder);
				}
			}
		}
		return routes;
	}

	/**
	 * The routes of the jars in {@code lib/}.
	 * @param camel for which they are made; it starts none of them
	 * @return those that need no other bean, and for the others what they read from
	 */
	public List<RouteDefinition> routesOfLib(CamelContext camel) {
		return this.lib.routes(camel);
	}

	/**
	 * Adds the routes of the jars in {@code lib/} that need no other bean.
	 * @param camel to which
	 */
	public void addRoutesOfLib(CamelContext camel) {
		this.lib.addTo(camel);
	}

	/**
	 * A route of which only the input is known.
	 * @param channel the address from which it reads
	 * @return a new one
	 */
	public static RouteDefinition reader(String channel) {
		RouteDefinition route = new RouteDefinition();
		route.setInput(new FromDefinition(channel));
		route.setId(channel.replaceFirst(".*:", ""));
		return route;
	}

	private static @Nullable RouteBuilder routes(Class<?> type) {
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
