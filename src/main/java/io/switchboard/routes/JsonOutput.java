package io.switchboard.routes;

import java.io.IOException;
import java.io.Writer;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import io.switchboard.text.UrlText;
import org.jspecify.annotations.Nullable;

/** Lets a {@code .json} template escape every value by itself, as an HTML one does. */
final class JsonOutput extends CommonMarkupOutputFormat<JsonOutput.Markup> {

	static final JsonOutput INSTANCE = new JsonOutput();

	private JsonOutput() {
	}

	@Override
	public String getName() {
		return "switchboard-json";
	}

	@Override
	public String getMimeType() {
		return "application/json";
	}

	@Override
	public void output(String text, Writer out) throws IOException {
		out.write(escapePlainText(text));
	}

	@Override
	public String escapePlainText(String text) {
		return new String(JsonStringEncoder.getInstance().quoteAsString(UrlText.whole(text)));
	}

	@Override
	public boolean isLegacyBuiltInBypassed(String builtIn) {
		return builtIn.equals("json_string");
	}

	@Override
	protected Markup newTemplateMarkupOutputModel(@Nullable String text, @Nullable String markup) {
		return new Markup(text, markup);
	}

	/** A piece of JSON. */
	static final class Markup extends CommonTemplateMarkupOutputModel<Markup> {

		private Markup(@Nullable String text, @Nullable String markup) {
			super(text, markup);
		}

		@Override
		public JsonOutput getOutputFormat() {
			return INSTANCE;
		}

	}

}
