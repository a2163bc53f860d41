package io.switchboard.console.pages;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.switchboard.text.Readable;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

import org.springframework.stereotype.Component;

/** Replaces control characters in everything that a page shows. */
@Component
class ReadablePages implements IPostProcessorDialect {

	@Override
	public String getName() {
		return "readable";
	}

	@Override
	public int getDialectPostProcessorPrecedence() {
		return 1000;
	}

	@Override
	public Set<IPostProcessor> getPostProcessors() {
		return Set.of(new PostProcessor(TemplateMode.HTML, Output.class, 1000));
	}

	/** The output to the browser. */
	public static class Output extends AbstractTemplateHandler {

		@Override
		public void handleText(IText text) {
			String written = text.getText();
			String readable = Readable.lines(written);
			super.handleText(readable.equals(written) ? text : getContext().getModelFactory().createText(readable));
		}

		@Override
		public void handleOpenElement(IOpenElementTag tag) {
			super.handleOpenElement(readable(tag));
		}

		@Override
		public void handleStandaloneElement(IStandaloneElementTag tag) {
			super.handleStandaloneElement(readable(tag));
		}

		private <T extends IProcessableElementTag> T readable(T tag) {
			Map<String, String> changed = new HashMap<>();
			for (IAttribute attribute : tag.getAllAttributes()) {
				String value = attribute.getValue();
				String readable = Readable.lines(value);
				if (value != null && !readable.equals(value)) {
					changed.put(attribute.getAttributeCompleteName(), readable);
				}
			}
			T result = tag;
			for (Map.Entry<String, String> each : changed.entrySet()) {
				result = getContext().getModelFactory().setAttribute(result, each.getKey(), each.getValue());
			}
			return result;
		}

	}

}
