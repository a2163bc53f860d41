package io.switchboard.routes.check.spare;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.AnnotatedGenericBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanNameGenerator;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * The beans and routes that the jars in {@code lib/} add, as Spring Boot's starters do.
 * Their classes are read. A route is made too, because it says then from where it reads.
 */
final class LibBeans {

	private static final Logger log = LoggerFactory.getLogger(LibBeans.class);

	private static final String IMPORTS = "META-INF/spring/" + AutoConfiguration.class.getName() + ".imports";

	/** A jar within the jar that runs has another protocol. */
	private static final Pattern IN_LIB = Pattern.compile("jar:file:.*/lib/[^/!]+\\.jar!/.*");

	private static final Pattern CHANNEL = Pattern.compile("durable:[\\w-]+");

	private final ClassLoader loader;

	private final SimpleMetadataReaderFactory readers;

	private final Set<String> names = new TreeSet<>();

	private final Set<String> classes = new LinkedHashSet<>();

	LibBeans(ClassLoader loader) {
		this.loader = loader;
		this.readers = new SimpleMetadataReaderFactory(new DefaultResourceLoader(loader));
		try {
			for (URL url : Collections.list(loader.getResources(IMPORTS))) {
				if (IN_LIB.matcher(url.toString()).matches()) {
					lines(url).forEach((name) -> add(name, FullyQualifiedAnnotationBeanNameGenerator.INSTANCE));
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("the jars in lib/ cannot be read: " + ex.getMessage(), ex);
		}
	}

	private static List<String> lines(URL url) throws IOException {
		try (InputStream input = url.openStream()) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8).lines()
				.map((line) -> line.replaceFirst("#.*", "").strip())
				.filter((line) -> !line.isEmpty())
				.toList();
		}
	}

	/** A bean under a condition counts as there. */
	private void add(String name, BeanNameGenerator generator) {
		MetadataReader reader = reader(name);
		if (reader == null || !this.classes.add(name)) {
			return;
		}
		AnnotationMetadata metadata = reader.getAnnotationMetadata();
		this.names.add(generator.generateBeanName(new AnnotatedGenericBeanDefinition(metadata),
				new SimpleBeanDefinitionRegistry()));
		for (MethodMetadata method : metadata.getAnnotatedMethods(Bean.class.getName())) {
			this.names.addAll(JarBeans.names(method));
		}
		metadata.getAnnotations()
			.stream(Import.class)
			.flatMap((each) -> Stream.of(each.getStringArray("value")))
			.forEach((each) -> add(each, FullyQualifiedAnnotationBeanNameGenerator.INSTANCE));
		metadata.getAnnotations()
			.stream(ComponentScan.class)
			.flatMap((each) -> packages(each.getStringArray("basePackages"), each.getStringArray("basePackageClasses"),
					name))
			.forEach(this::scan);
	}

	private static Stream<String> packages(String[] named, String[] classes, String own) {
		return (named.length + classes.length == 0) ? Stream.of(ClassUtils.getPackageName(own))
				: Stream.concat(Stream.of(named), Stream.of(classes).map(ClassUtils::getPackageName));
	}

	private void scan(String packageName) {
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(true);
		scan.setResourceLoader(new DefaultResourceLoader(this.loader));
		for (BeanDefinition each : scan.findCandidateComponents(packageName)) {
			add(String.valueOf(each.getBeanClassName()), AnnotationBeanNameGenerator.INSTANCE);
		}
	}

	/** Null where there is no such class: the start tells of that. */
	private @Nullable MetadataReader reader(String name) {
		try {
			return this.readers.getMetadataReader(name);
		}
		catch (IOException ex) {
			return null;
		}
	}

	/** The names of all beans. */
	Set<String> names() {
		return this.names;
	}

	/**
	 * The routes. One that cannot be made without other beans reads from all channels
	 * that its class names, and has no steps.
	 */
	List<RouteDefinition> routes(CamelContext camel) {
		List<RouteDefinition> routes = new ArrayList<>();
		for (Class<?> type : builders()) {
			try {
				routes.addAll(made(type).configureRoutes(camel).getRoutes());
			}
			catch (Exception | LinkageError ex) {
				channels(type).forEach((channel) -> routes.add(JarBeans.reader(channel)));
			}
		}
		return routes;
	}

	/** Adds those routes that can be made without other beans. */
	void addTo(CamelContext camel) {
		for (Class<?> type : builders()) {
			try {
				camel.addRoutes(made(type));
			}
			catch (Exception | LinkageError ex) {
				log.debug("what this route does is not known here", ex);
			}
		}
	}

	private List<Class<?>> builders() {
		List<Class<?>> builders = new ArrayList<>();
		for (String name : this.classes) {
			try {
				Class<?> type = Class.forName(name, false, this.loader);
				if (RouteBuilder.class.isAssignableFrom(type)) {
					builders.add(type);
				}
			}
			catch (ClassNotFoundException | LinkageError ex) {
				// a starter has classes for libraries that are not there
				log.debug("this class of lib/ is not used", ex);
			}
		}
		return builders;
	}

	private static RouteBuilder made(Class<?> type) throws ReflectiveOperationException {
		Constructor<?> constructor = type.getDeclaredConstructor();
		constructor.setAccessible(true);
		return (RouteBuilder) constructor.newInstance();
	}

	private Set<String> channels(Class<?> type) {
		Set<String> channels = new TreeSet<>();
		try (InputStream code = this.loader
			.getResourceAsStream(ClassUtils.convertClassNameToResourcePath(type.getName()) + ".class")) {
			if (code != null) {
				CHANNEL.matcher(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1))
					.results()
					.forEach((each) -> channels.add(each.group()));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("the jars in lib/ cannot be read: " + ex.getMessage(), ex);
		}
		return channels;
	}

}
