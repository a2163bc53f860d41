package io.switchboard.voipstudio;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which contexts answer a call. A word is a kind ({@code user}, {@code ring-group},
 * {@code queue}, {@code unknown}), VoIPstudio's own word, such as {@code LOCAL_USER}, or
 * its beginning, such as {@code VM*}. Upper and lower case are the same.
 *
 * @param answerContexts the contexts in which somebody who answers is a person
 * @param voicemailContexts the contexts of a voicemail
 */
@ConfigurationProperties("calls")
record AnsweredSettings(@DefaultValue( {
		"user", "ring-group" }) List<String> answerContexts,
		@DefaultValue({ "VOICEMAIL*", "VM*" }) List<String> voicemailContexts){

	AnsweredSettings {
		if (answerContexts.stream().allMatch(String::isBlank)) {
			throw new IllegalArgumentException(
					"calls.answer-contexts is empty: no call would ever be answered. Leave it out, or name contexts such as user, ring-group");
		}
	}

}
