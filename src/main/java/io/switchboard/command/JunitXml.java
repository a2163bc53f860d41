package io.switchboard.command;

import java.io.StringWriter;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import io.switchboard.routes.dryrun.SampleRun.Outcome;

/** Writes results in the format that build servers read, valid by the schema of Ant. */
final class JunitXml {

	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

	private JunitXml() {
	}

	static String of(List<Outcome> outcomes) {
		StringWriter text = new StringWriter();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
			xml.writeStartDocument("UTF-8", "1.0");
			xml.writeStartElement("testsuite");
			xml.writeAttribute("name", "routes");
			xml.writeAttribute("tests", String.valueOf(outcomes.size()));
			xml.writeAttribute("failures",
					String.valueOf(outcomes.stream().filter((each) -> !each.problems().isEmpty()).count()));
			xml.writeAttribute("errors", "0");
			xml.writeAttribute("skipped", "0");
			xml.writeAttribute("hostname", "localhost");
			xml.writeAttribute("timestamp", SECONDS.format(LocalDateTime.now(ZoneOffset.UTC)));
			xml.writeAttribute("time", seconds(outcomes.stream().mapToLong(Outcome::tookMs).sum()));
			xml.writeEmptyElement("properties");
			for (Outcome outcome : outcomes) {
				write(outcome, xml);
			}
			xml.writeEmptyElement("system-out");
			xml.writeEmptyElement("system-err");
			xml.writeEndElement();
			xml.writeEndDocument();
			xml.close();
			return text.toString();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void write(Outcome outcome, XMLStreamWriter xml) throws XMLStreamException {
		xml.writeStartElement("testcase");
		xml.writeAttribute("classname", "routes.samples");
		xml.writeAttribute("name", outcome.name());
		xml.writeAttribute("time", seconds(outcome.tookMs()));
		if (!outcome.problems().isEmpty()) {
			xml.writeStartElement("failure");
			xml.writeAttribute("type", "difference");
			xml.writeAttribute("message", readable(outcome.problems().get(0).lines().findFirst().orElse("")));
			xml.writeCharacters(readable(String.join("\n", outcome.problems())));
			xml.writeEndElement();
		}
		xml.writeEndElement();
	}

	/** Removes characters that XML cannot have. */
	private static String readable(String text) {
		return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
	}

	private static String seconds(long milliseconds) {
		return String.format(Locale.ROOT, "%.3f", milliseconds / 1000.0);
	}

}
