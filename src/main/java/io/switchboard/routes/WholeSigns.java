package io.switchboard.routes;

import freemarker.core.DefaultTruncateBuiltinAlgorithm;
import freemarker.core.Environment;
import freemarker.core.TruncateBuiltinAlgorithm;
import freemarker.template.TemplateException;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import io.switchboard.text.Readable;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code ?truncate} and its kin cut a text as FreeMarker does, but never within a
 * sign.
 */
final class WholeSigns extends TruncateBuiltinAlgorithm {

	private static final TruncateBuiltinAlgorithm USUAL = DefaultTruncateBuiltinAlgorithm.ASCII_INSTANCE;

	@Override
	public TemplateScalarModel truncate(String text, int most, @Nullable TemplateScalarModel end,
			@Nullable Integer length, Environment env) throws TemplateException {
		return whole(text, most, (max) -> USUAL.truncate(text, max, end, length, env));
	}

	@Override
	public TemplateScalarModel truncateW(String text, int most, @Nullable TemplateScalarModel end,
			@Nullable Integer length, Environment env) throws TemplateException {
		return whole(text, most, (max) -> USUAL.truncateW(text, max, end, length, env));
	}

	@Override
	public TemplateScalarModel truncateC(String text, int most, @Nullable TemplateScalarModel end,
			@Nullable Integer length, Environment env) throws TemplateException {
		return whole(text, most, (max) -> USUAL.truncateC(text, max, end, length, env));
	}

	@Override
	public TemplateModel truncateM(String text, int most, @Nullable TemplateModel end, @Nullable Integer length,
			Environment env) throws TemplateException {
		return isText(end) ? truncate(text, most, (TemplateScalarModel) end, length, env)
				: USUAL.truncateM(text, most, end, length, env);
	}

	@Override
	public TemplateModel truncateWM(String text, int most, @Nullable TemplateModel end, @Nullable Integer length,
			Environment env) throws TemplateException {
		return isText(end) ? truncateW(text, most, (TemplateScalarModel) end, length, env)
				: USUAL.truncateWM(text, most, end, length, env);
	}

	@Override
	public TemplateModel truncateCM(String text, int most, @Nullable TemplateModel end, @Nullable Integer length,
			Environment env) throws TemplateException {
		return isText(end) ? truncateC(text, most, (TemplateScalarModel) end, length, env)
				: USUAL.truncateCM(text, most, end, length, env);
	}

	/** The end of FreeMarker's own is HTML, which no template of ours takes. */
	private static boolean isText(@Nullable TemplateModel end) {
		return end == null || end instanceof TemplateScalarModel;
	}

	/** Cuts earlier, until it is between two signs. */
	private static TemplateScalarModel whole(String text, int most, Cut cut) throws TemplateException {
		TemplateScalarModel shorter = cut.at(most);
		for (int max = most - 1; max > 0 && isHalved(text, shorter); max--) {
			shorter = cut.at(max);
		}
		return shorter;
	}

	private static boolean isHalved(String text, TemplateScalarModel cut) throws TemplateModelException {
		int same = same(text, cut.getAsString());
		return same < text.length() && same > 0 && Readable.wholeSigns(text, same) < same;
	}

	/** How far the cut text is the text. */
	private static int same(String text, String cut) {
		int same = 0;
		while (same < Math.min(text.length(), cut.length()) && text.charAt(same) == cut.charAt(same)) {
			same++;
		}
		return same;
	}

	@FunctionalInterface
	private interface Cut {

		TemplateScalarModel at(int most) throws TemplateException;

	}

}
