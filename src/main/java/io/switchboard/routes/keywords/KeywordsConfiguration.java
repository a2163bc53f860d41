package io.switchboard.routes.keywords;

import java.nio.file.Path;
import java.util.Map;

import io.switchboard.declared.Offline;
import io.switchboard.routes.FolderAtStart;
import io.switchboard.routes.FolderBeans;
import io.switchboard.texts.ReceivedText;
import io.switchboard.texts.TextReplies;
import io.switchboard.voipstudio.PhoneNumbers;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The keywords of the folder as it was at the start. */
@Configuration(proxyBeanMethods = false)
class KeywordsConfiguration implements FolderBeans {

	private final AnswerToText.Claims claims;

	KeywordsConfiguration(TextReplies replies) {
		this.claims = AnswerToText.of(replies);
	}

	@Bean(AnswerToText.BEAN)
	Processor textReply(FolderAtStart folder) {
		return new AnswerToText(Keywords.of(folder.folder()), this.claims);
	}

	@Override
	public Map<String, Object> of(Path folder) {
		return Map.of(AnswerToText.BEAN, new AnswerToText(Keywords.of(folder), this.claims));
	}

	/** In a dry run nothing was answered before. */
	@Offline(AnswerToText.BEAN)
	static Processor offline(Environment settings, Path routes) {
		PhoneNumbers numbers = PhoneNumbers.of(settings);
		return new AnswerToText(Keywords.of(routes), new AnswerToText.Claims() {
			@Override
			public boolean said(ReceivedText text, boolean stop) {
				return true;
			}

			@Override
			public @Nullable String claim(ReceivedText text, String keyword, boolean confirmsStop,
					@Nullable String against) {
				boolean answerable = TextReplies.answerable(text, numbers).isPresent();
				return answerable ? against : "no answer goes to such a number";
			}
		});
	}

}
