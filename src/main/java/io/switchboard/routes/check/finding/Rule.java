package io.switchboard.routes.check.finding;

import io.switchboard.text.EnumWord;

/** The rules that the folder with the routes must keep. */
public enum Rule {

	/** A file is there and can be read. */
	FILE("A file can be read, and is not empty"),
	/** Somebody reads it. */
	UNREAD("Each file of the folder is one that somebody reads", Severity.WARNING),
	/** It is YAML. */
	YAML("A file is YAML"),
	/** A key stands once. */
	DUPLICATE_KEY("A mapping has each key once"),
	/** A step or an option is known. */
	SHAPE("A route is made of steps and options that Camel knows"),
	/** A route can be loaded. */
	LOADING("Camel can load a route"),
	/** The two routes that must be there. */
	MISSING_ROUTE("The routes switchboard and unrouted are there"),
	/** A route gets events. */
	UNUSED_ROUTE("A rule sends to each route"),
	/** A file is named as its route and its channel. */
	NAME("A file is named as its route and its channel", Severity.WARNING),
	/** An id is there once. */
	DUPLICATE_ID("An id is there once in the whole folder"),
	/** A channel has one reader. */
	CHANNEL("A channel has one route that reads from it"),
	/** What is sent to is there. */
	UNKNOWN_CHANNEL("A channel that is sent to is read from"),
	/** Only the switchboard files deliveries. */
	DURABLE("Only the switchboard sends to durable:"),
	/** The switchboard decides and does nothing else. */
	SWITCHBOARD("The switchboard decides and does nothing else"),
	/** A rule sends somewhere. */
	RULE("A rule has a condition and sends somewhere"),
	/** A rule can be true. */
	NEVER_TRUE("A rule can be true"),
	/** A rule hides no other. */
	HIDDEN("A rule is not hidden by one before it"),
	/** A choice is the old way. */
	CHOICE("Rules stand side by side, as filters", Severity.WARNING),
	/** An event's name is known. */
	EVENT_NAME("An event's name is one that VoIPstudio is known to send", Severity.WARNING),
	/** A variable is there. */
	VARIABLE("A variable is set by somebody"),
	/** A header is there. */
	HEADER("A header is set by somebody"),
	/** A property of a kamelet has a use. */
	UNUSED_PROPERTY("A kamelet uses each of its properties", Severity.WARNING),
	/** A map is asked in brackets. */
	MAP("A field is read in brackets"),
	/** A field is known. */
	FIELD("A field is one that VoIPstudio is known to send", Severity.WARNING),
	/** A field is spelt as VoIPstudio spells it. */
	MISSPELT_FIELD("A field is spelt as VoIPstudio spells it"),
	/** An expression can be read. */
	EXPRESSION("An expression can be read"),
	/** A setting is there. */
	SETTING("A setting is there"),
	/** A setting that is set is read by somebody. */
	UNKNOWN_SETTING("A setting that is set is one that exists"),
	/** The start can use what is set. */
	SETTING_VALUE("A setting has a value that it can have"),
	/** What production needs is set. */
	MISSING_SETTING("What production needs is set"),
	/** A component is there. */
	COMPONENT("A component is there"),
	/** An option is there. */
	OPTION("A component has the option"),
	/** A bean is there. */
	BEAN("A bean is there"),
	/** A kamelet is used as it describes itself. */
	KAMELET("A kamelet is there, and is used as it describes itself"),
	/** A named file is there. */
	MISSING_FILE("A file that a route names is there"),
	/** A template can be read. */
	TEMPLATE("A template can be read"),
	/** A text is meant as text. */
	TEMPLATE_TEXT("What is sent as text was not meant as an expression", Severity.WARNING),
	/** A statement is understood. */
	STATEMENT("The database understands a statement"),
	/** A table's file runs. */
	TABLE("A file in tables/ is named by number, runs, and stays as it ran"),
	/** Opening hours can be read. */
	HOURS("Opening hours can be read, open at all, and are there where they are named"),
	/** A date of a calendar exists. */
	CALENDAR_DATE("A date in a calendar is one that exists", Severity.WARNING),
	/** A rota can be read. */
	ON_CALL("A rota in on-call/ can be read, has no hole, and is there where it is named"),
	/** A calendar goes on. */
	ON_CALL_HOLE("A rota's calendar names somebody for the next four weeks", Severity.WARNING),
	/** A rota counts somewhere. */
	ON_CALL_PROFILE("A rota counts in a profile that there is", Severity.WARNING),
	/** A keyword can be read and reached. */
	KEYWORD("A keyword in keywords/ can be read, is there once, has an answer and is reached"),
	/** Nobody is texted who cannot say that it shall end. */
	NO_STOP("Who gets texts from a route can write STOP", Severity.WARNING),
	/** A table of lookups can be read and asked. */
	LOOKUP("A table in lookups/ can be read, has a default and the columns that are asked for"),
	/** A table of lookups is of use. */
	LOOKUP_UNUSED("An event gets a row of a table in lookups/, or a step asks it", Severity.WARNING),
	/** It may be understood elsewhere. */
	STATEMENT_UNSURE("A statement is understood without the store too", Severity.NOTE),
	/** A parameter is set. */
	PARAMETER("A statement's parameter is set by somebody", Severity.WARNING),
	/** A parameter is spelt as what sets it. */
	MISSPELT_PARAMETER("A statement's parameter is spelt as what sets it"),
	/** What leaves is text. */
	BODY("What a destination takes as text is converted to text first", Severity.WARNING),
	/** A route does something. */
	EFFECT("A route does something with an event"),
	/** Failure is one policy. */
	FAILURE("Failure is left to durable:", Severity.WARNING),
	/** A step does not outlast its attempt. */
	WAIT("A step waits no longer than an attempt may take", Severity.WARNING),
	/** A step lets an event pass in time. */
	ENDLESS("A step ends, and within the time of an attempt"),
	/** What comes in is an event. */
	OUTSIDE("A route reads from durable: or direct:, so that what it does is kept and tried again", Severity.WARNING),
	/** No failure is lost. */
	HIDDEN_FAILURE("A delivery whose effect failed does not count as delivered"),
	/** A step is reached. */
	UNREACHED("A step is reached", Severity.WARNING),
	/** A route runs. */
	STOPPED("A route starts by itself", Severity.WARNING),
	/** A sample can be read. */
	SAMPLE("A sample, and what it expects, can be read", Severity.WARNING),
	/** A log is for operators. */
	PERSONAL("A log at INFO and above has no numbers, names or texts of people", Severity.WARNING),
	/** A fact is true. */
	FACT("A route leaves Switchboard's own variables and beans as they are", Severity.WARNING),
	/** A word is spelt as the platform does. */
	WORD("A value is compared with a word that it can be", Severity.WARNING),
	/** No secret. */
	SECRET("A secret is in the environment, not in a file", Severity.WARNING),
	/** The map is true. */
	MAP_OF_ROUTES("The map in README.md says what the switchboard does", Severity.WARNING),
	/** Where events go that no rule wants. */
	UNROUTED("Which events no rule wants", Severity.NOTE);

	private final String description;

	private final Severity severity;

	Rule(String description) {
		this(description, Severity.ERROR);
	}

	Rule(String description, Severity severity) {
		this.description = description;
		this.severity = severity;
	}

	/**
	 * Its name for tools.
	 * @return such as {@code duplicate-id}
	 */
	public String id() {
		return EnumWord.of(this);
	}

	/**
	 * The rule in words.
	 * @return one sentence without a dot
	 */
	public String description() {
		return this.description;
	}

	/**
	 * The severity of breaking it.
	 * @return never null
	 */
	public Severity severity() {
		return this.severity;
	}

}
