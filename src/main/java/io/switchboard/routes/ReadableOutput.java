package io.switchboard.routes;

import java.io.IOException;
import java.io.Writer;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import io.switchboard.text.Readable;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * Makes every value that a template writes readable, and escapes it where that is HTML.
 */
abstract class ReadableOutput extends CommonMarkupOutputFormat<ReadableOutput.Markup> {

	private final String name;

	private final String mimeType;

	private ReadableOutput(String name, String mimeType) {
		this.name = name;
		this.mimeType = mimeType;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public String getMimeType() {
		return this.mimeType;
	}

	@Override
	public abstract String escapePlainText(String text);

	@Override
	public void output(String text, Writer out) throws IOException {
		out.write(escapePlainText(text));
	}

	@Override
	public boolean isLegacyBuiltInBypassed(String builtIn) {
		return builtIn.equals("html");
	}

	@Override
	protected Markup newTemplateMarkupOutputModel(@Nullable String text, @Nullable String markup) {
		return new Markup(this, text, markup);
	}

	/** HTML. */
	static final class Html extends ReadableOutput {

		static final Html INSTANCE = new Html();

		private Html() {
			super("switchboard-html", "text/html");
		}

		@Override
		public String escapePlainText(String text) {
			return HtmlUtils.htmlEscape(Readable.lines(text), "UTF-8");
		}

	}

	/** Plain text. */
	static final class Text extends ReadableOutput {

		static final Text INSTANCE = new Text();

		private Text() {
			super("switchboard-text", "text/plain");
		}

		@Override
		public String escapePlainText(String text) {
			return Readable.lines(text);
		}

	}

	/** A piece of what is written. */
	static final class Markup extends CommonTemplateMarkupOutputModel<Markup> {

		private final ReadableOutput format;

		private Markup(ReadableOutput format, @Nullable String text, @Nullable String markup) {
			super(text, markup);
			this.format = format;
		}

		@Override
		public ReadableOutput getOutputFormat() {
			return this.format;
		}

	}

}
