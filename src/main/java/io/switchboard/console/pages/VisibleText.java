package io.switchboard.console.pages;

import java.util.Set;

import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

import org.springframework.stereotype.Component;

/**
 * What a page shows reads as it is written: a sign that turns the order of letters
 * around, which nobody sees, is shown by its number. So {@code gnp.exe} cannot pass for
 * {@code exe.png}. Letters that are written from right to left are as they were.
 */
@Component
class VisibleText extends AbstractDialect implements IPostProcessorDialect {

	VisibleText() {
		super("visible text");
	}

	@Override
	public int getDialectPostProcessorPrecedence() {
		return 1000;
	}

	@Override
	public Set<IPostProcessor> getPostProcessors() {
		return Set.of(new PostProcessor(TemplateMode.HTML, Shown.class, 1000));
	}

	/**
	 * One of Unicode's Bidi_Control but the marks, which order nothing but themselves.
	 */
	private static boolean isTurning(char c) {
		return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
	}

	/** Looks at each text; made by the template engine. */
	public static final class Shown extends AbstractTemplateHandler {

		@Override
		public void handleText(IText text) {
			super.handleText(text.getText().chars().anyMatch((c) -> isTurning((char) c)) ? shown(text) : text);
		}

		private IText shown(IText text) {
			StringBuilder shown = new StringBuilder();
			for (char c : text.getText().toCharArray()) {
				shown.append(isTurning(c) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
			}
			return getContext().getModelFactory().createText(shown);
		}

	}

}
