package io.switchboard.routes;

import java.util.List;
import java.util.Map;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.SimpleHash;
import freemarker.template.SimpleSequence;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import org.jspecify.annotations.Nullable;

/**
 * Lets a template print an object or a list in place of a text, because an odd name in a
 * mail is better than no mail.
 */
class TolerantWrapper extends DefaultObjectWrapper {

	TolerantWrapper() {
		super(Configuration.VERSION_2_3_34);
	}

	@Override
	public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
		if (value instanceof Map<?, ?> map) {
			return new TextHash(map);
		}
		return (value instanceof List<?> list) ? new TextSequence(list) : super.wrap(value);
	}

	private final class TextHash extends SimpleHash implements TemplateScalarModel {

		private final transient Map<?, ?> map;

		private TextHash(Map<?, ?> map) {
			super(map, TolerantWrapper.this);
			this.map = map;
		}

		@Override
		public String getAsString() {
			return this.map.toString();
		}

	}

	private final class TextSequence extends SimpleSequence implements TemplateScalarModel {

		private final transient List<?> list;

		private TextSequence(List<?> list) {
			super(list, TolerantWrapper.this);
			this.list = list;
		}

		@Override
		public String getAsString() {
			return this.list.toString();
		}

	}

}
