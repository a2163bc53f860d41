package io.switchboard.followup;

import java.util.Map;

import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.RunningRoutes;
import io.switchboard.routes.hours.OpenAsFacts;
import io.switchboard.routes.hours.OpeningHours;
import io.switchboard.routes.lookup.LookupDue;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.routes.lookup.RowsAsFacts;
import io.switchboard.text.Readable;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventFacts;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Finds the team by the tables and hours of the current folder. The team is the column
 * {@code team} of a table that gives events their row, else the queue, else the name of
 * who was called.
 */
@Component
class FolderDesk implements Desk {

	private static final String COLUMN = "team";

	private static final int LONGEST = 100;

	private final RunningRoutes routes;

	FolderDesk(RunningRoutes routes) {
		this.routes = routes;
	}

	@Override
	public Found of(Map<String, Object> fields) {
		CamelContext camel = this.routes.context(RouteNames.SWITCHBOARD);
		RowsAsFacts rows = new RowsAsFacts(bean(camel, "lookups", Lookups.class));
		OpeningHours hours = bean(camel, "openingHours", OpeningHours.class);
		Exchange exchange = exchange(camel, fields);
		rows.fill(exchange, fields);
		String named = rows.value(exchange, OpenAsFacts.COLUMN);
		return new Found(team(rows.value(exchange, COLUMN), fields),
				(from, open) -> hours.after(named, fields.get("dst"), fields.get("context"), from, open),
				LookupDue.of(rows.value(exchange, LookupDue.COLUMN)));
	}

	private static Exchange exchange(CamelContext camel, Map<String, Object> fields) {
		Exchange exchange = new DefaultExchange(camel);
		EventFacts facts = new EventFacts(fields);
		exchange.setVariable("event_name", fields.get("event_name"));
		exchange.setVariable("context_kind", ContextKind.of(text(fields.get("context"))).toString());
		exchange.setVariable("direction", facts.direction());
		exchange.setVariable("caller", facts.caller());
		exchange.setVariable("called", facts.called());
		exchange.setVariable("outside_number", facts.outsideNumber());
		return exchange;
	}

	private static String team(@Nullable String column, Map<String, Object> fields) {
		for (Object name : new @Nullable Object[] { column, fields.get("queue"), fields.get("dst_name"),
				fields.get("dst") }) {
			String line = Readable.line(text(name));
			if (!line.isEmpty()) {
				return Readable.cut(line, LONGEST);
			}
		}
		return "";
	}

	private static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	private static <T> T bean(CamelContext camel, String name, Class<T> type) {
		T bean = camel.getRegistry().lookupByNameAndType(name, type);
		if (bean == null) {
			throw new IllegalStateException("the routes have no bean " + name);
		}
		return bean;
	}

}
