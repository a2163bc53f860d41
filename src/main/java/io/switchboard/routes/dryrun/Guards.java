package io.switchboard.routes.dryrun;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.model.DelayDefinition;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ThrottleDefinition;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Shuts a Camel context in. It may do only what is listed here. All else is noted or
 * refused.
 */
final class Guards {

	/** Components that reach nothing outside. All others are replaced. */
	private static final Set<String> HARMLESS = Set.of("direct", "kamelet", "freemarker", "language", "bean",
			"dataformat");

	private static final Set<String> FILES = Set.of("file", "classpath", "mem", "base64");

	private static final Pattern CLASSES = Pattern.compile(
			"(?:java\\.(?:lang|util|math|time)|org\\.apache\\.camel|io\\.switchboard|freemarker|com\\.fasterxml)\\..*|\\[?[a-z]+(?:\\[])?");

	private static final Pattern REACHING = Pattern.compile(
			"java\\.lang\\.(?:Runtime|Process.*|System|Thread.*|Class.*|Module.*|reflect\\..*|invoke\\..*)|java\\.util\\.(?:jar|zip|logging|prefs)\\..*");

	private Guards() {
	}

	static void install(CamelContext context, RecordingComponent recording) {
		var extension = context.getCamelContextExtension();
		ComponentResolver components = PluginHelper.getComponentResolver(context);
		extension.addContextPlugin(ComponentResolver.class,
				(name, camel) -> component(name, camel, components, recording));
		extension.addContextPlugin(ResourceLoader.class, new Files(PluginHelper.getResourceLoader(context)));
		extension.addInterceptStrategy(new Steps());
		context.getExecutorServiceManager().setThreadPoolFactory(new OwnThread());
		DefaultClassResolver classes = new Classes(context);
		classes.addClassLoader(Guards.class.getClassLoader());
		context.setClassResolver(classes);
	}

	private static @Nullable Component component(String name, CamelContext camel, ComponentResolver components,
			RecordingComponent recording) throws Exception {
		return HARMLESS.contains(name) ? components.resolveComponent(name, camel) : recording;
	}

	/** Templates and statements may be only files of this machine. */
	private static final class Files implements ResourceLoader {

		private final ResourceLoader loader;

		private Files(ResourceLoader loader) {
			this.loader = loader;
		}

		@Override
		public Resource resolveResource(String uri) {
			String scheme = uri.contains(":") ? uri.replaceFirst("(?s):.*", "") : "classpath";
			if (!FILES.contains(scheme)) {
				throw new IllegalArgumentException("a dry run fetches nothing from %s:".formatted(scheme));
			}
			return this.loader.resolveResource(uri);
		}

		@Override
		public CamelContext getCamelContext() {
			return this.loader.getCamelContext();
		}

		@Override
		public void setCamelContext(CamelContext camelContext) {
			this.loader.setCamelContext(camelContext);
		}

	}

	/** Steps that wait or write a log are skipped. */
	private static final class Steps implements InterceptStrategy {

		@Override
		public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode step, Processor target,
				@Nullable Processor next) {
			if (step instanceof LogDefinition || step instanceof DelayDefinition
					|| step instanceof ThrottleDefinition) {
				return instead((exchange) -> {
				});
			}
			if (step instanceof UnmarshalDefinition) {
				return AsyncProcessorConverterHelper.convert((exchange) -> {
					// an unknown value has no format
					if (!(exchange.getMessage().getBody() instanceof Unknown)) {
						target.process(exchange);
					}
				});
			}
			boolean bare = step instanceof ProcessDefinition process && process.getRef() == null;
			boolean ours = !bare || (step instanceof ProcessDefinition process && process.getProcessor() != null
					&& process.getProcessor().getClass().getName().startsWith("io.switchboard."));
			return ours ? target
					: instead((exchange) -> Effects.add(exchange, EffectReader.bean("a step in Java", exchange)));
		}

	}

	private static Processor instead(Processor processor) {
		return AsyncProcessorConverterHelper.convert(processor);
	}

	/** Parallel steps run one after another, so that all are done at the end. */
	private static final class OwnThread extends DefaultThreadPoolFactory {

		@Override
		public ExecutorService newCachedThreadPool(ThreadFactory threads) {
			return new SynchronousExecutorService();
		}

		@Override
		public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
			return new SynchronousExecutorService();
		}

	}

	/** An expression may name a class, but none that reaches outside. */
	private static final class Classes extends DefaultClassResolver {

		private Classes(CamelContext context) {
			super(context);
		}

		@Override
		protected @Nullable Class<?> loadClass(String name, ClassLoader loader) {
			Class<?> found = super.loadClass(name, loader);
			boolean may = found == null || Throwable.class.isAssignableFrom(found)
					|| (CLASSES.matcher(name).matches() && !REACHING.matcher(name).matches());
			return may ? found : null;
		}

	}

}
