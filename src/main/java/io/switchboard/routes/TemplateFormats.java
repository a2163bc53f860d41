package io.switchboard.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileExtensionMatcher;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.FirstMatchTemplateConfigurationFactory;
import freemarker.core.OutputFormat;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.TemplateExceptionHandler;

/** How a template is read: what its ending says of the values in it. */
public final class TemplateFormats {

	private TemplateFormats() {
	}

	/**
	 * Reads the templates of a folder.
	 * @param folder must be there
	 * @return a configuration without settings and functions of ours
	 */
	public static Configuration of(Path folder) {
		Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
		try {
			configuration.setTemplateLoader(new FileTemplateLoader(folder.toFile()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("routes.dir: there is no folder " + folder, ex);
		}
		configuration.setTemplateConfigurations(
				new FirstMatchTemplateConfigurationFactory(format("html", ReadableOutput.Html.INSTANCE),
						format("txt", ReadableOutput.Text.INSTANCE), format("json", JsonOutput.INSTANCE))
					.allowNoMatch(true));
		configuration.setDefaultEncoding("UTF-8");
		configuration.setLocalizedLookup(false);
		configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
		configuration.setLogTemplateExceptions(false);
		configuration.setTruncateBuiltinAlgorithm(new WholeSigns());
		return configuration;
	}

	private static ConditionalTemplateConfigurationFactory format(String extension, OutputFormat format) {
		TemplateConfiguration configuration = new TemplateConfiguration();
		configuration.setOutputFormat(format);
		return new ConditionalTemplateConfigurationFactory(new FileExtensionMatcher(extension), configuration);
	}

}
