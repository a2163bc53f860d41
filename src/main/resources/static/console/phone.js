// The page "My phone": who calls, as the stream of the API tells it. All text is set as text, never as HTML.
(() => {
  "use strict";

  const place = document.getElementById("phone");
  const live = document.getElementById("phone-live");
  const title = document.title;
  const calls = new Map();
  const ENDED = 60000;

  const make = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) {
      made.textContent = text;
    }
    if (className) {
      made.className = className;
    }
    return made;
  };
  const foreign = (text) => make("bdi", text);
  const time = (text) => {
    const made = make("time", new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: place.dataset.zone }).format(new Date(text)));
    made.dateTime = text;
    return made;
  };
  const link = (base, id, text) => {
    if (!base) {
      return make("span", text);
    }
    const made = make("a", text);
    made.href = base + id;
    return made;
  };

  const who = (call) => call.caller?.contact?.name || call.name || call.shown_number || "withheld number";
  const words = (call) => call.state === "ringing" ? "rings" : call.state === "answered" ? "answered" : call.outcome === "missed" ? "not answered here" : "ended";

  const fact = (list, name, ...values) => {
    const row = make("div");
    const value = make("dd");
    value.append(...values);
    row.append(make("dt", name), value);
    list.append(row);
  };

  const known = (call, card) => {
    const caller = call.caller;
    const facts = make("dl", undefined, "facts");
    if (call.queue) {
      fact(facts, "Queue", foreign(call.queue));
    }
    if (caller?.contact?.group) {
      fact(facts, "Group", foreign(caller.contact.group));
    }
    if (caller?.contact?.notes) {
      fact(facts, "Contact’s note", foreign(caller.contact.notes));
    }
    if (caller?.follow_up) {
      fact(facts, "To call back", link(place.dataset.followUps, caller.follow_up.id, "since"), " ", time(caller.follow_up.waiting_since),
        caller.follow_up.tries > 1 ? ", " + caller.follow_up.tries + " tries" : "");
    }
    if (caller?.last_note) {
      fact(facts, "Last note", foreign(caller.last_note));
    }
    if (caller?.last_text) {
      fact(facts, "Last text", foreign(caller.last_text.text), " ", time(caller.last_text.at));
    }
    card.append(facts);
    if (caller?.calls.length) {
      card.append(make("h3", "Last calls"));
      const list = make("ul", undefined, "plain-list");
      caller.calls.forEach((each) => {
        const row = make("li");
        const what = (each.direction === "out" ? "from us, " : "") + (each.outcome || each.state).replace("-", " ");
        row.append(link(place.dataset.calls, each.root_call_id, what), " ", time(each.start_time));
        if (each.answered_by) {
          row.append(" ", foreign(each.answered_by));
        }
        list.append(row);
      });
      card.append(list);
    }
    else if (caller && !caller.contact) {
      card.append(make("p", "Nothing is known of this number.", "muted"));
    }
  };

  const show = () => {
    const newest = [...calls.values()].sort((one, other) => Date.parse(other.rang_at) - Date.parse(one.rang_at));
    const cards = newest.map((call) => {
      const card = make("section", undefined, "card phone-call");
      card.dataset.state = call.state;
      card.dataset.call = call.call_id;
      const head = make("h2");
      head.append(foreign(who(call)));
      const state = make("span", words(call), "badge " + (call.state === "ringing" ? "warn" : call.state === "answered" ? "good" : ""));
      const line = make("p", undefined, "phone-line");
      line.append(state);
      if (call.shown_number && call.shown_number !== who(call)) {
        line.append(" ", make("span", call.shown_number, "phone-number"));
      }
      if (call.caller?.contact && call.name && call.name !== call.caller.contact.name) {
        line.append(" ", foreign(call.name));
      }
      card.append(head, line);
      known(call, card);
      return card;
    });
    place.replaceChildren(...(cards.length ? cards : [make("p", "Nobody calls.", "empty")]));
    const ringing = newest.find((call) => call.state === "ringing");
    document.title = ringing ? "☎ " + who(ringing) : title;
  };

  const notify = document.getElementById("phone-notify");
  const offer = () => {
    notify.hidden = !("Notification" in window) || Notification.permission !== "default";
  };
  notify.addEventListener("click", async () => {
    await Notification.requestPermission();
    offer();
  });
  offer();
  const pop = (call) => {
    if (document.hidden && "Notification" in window && Notification.permission === "granted") {
      new Notification(who(call), { body: call.queue || "", tag: String(call.call_id) }).onclick = () => window.focus();
    }
  };

  const keep = (call) => {
    const before = calls.get(call.call_id);
    calls.set(call.call_id, call);
    if (call.state === "ringing" && !before) {
      pop(call);
    }
    if (call.state === "ended") {
      setTimeout(() => {
        if (calls.get(call.call_id)?.state === "ended") {
          calls.delete(call.call_id);
          show();
        }
      }, ENDED);
    }
  };

  let source = null;
  const state = (on, text) => {
    live.dataset.state = on ? "on" : "off";
    live.textContent = text;
  };
  const listen = () => {
    source = new EventSource(place.dataset.events);
    source.addEventListener("calls", (event) => {
      const now = JSON.parse(event.data);
      const there = new Set(now.map((call) => call.call_id));
      [...calls.keys()].filter((id) => !there.has(id)).forEach((id) => calls.delete(id));
      now.forEach(keep);
      state(true, "live");
      show();
    });
    source.addEventListener("call", (event) => {
      keep(JSON.parse(event.data));
      show();
    });
    source.addEventListener("error", () => {
      state(false, "not live");
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(again, 3000 + Math.random() * 2000);
      }
    });
  };
  // Refused: the login may have ended, and then the page leads to the login page.
  const again = async () => {
    try {
      const answer = await fetch(location.href, { redirect: "manual" });
      if (answer.type === "opaqueredirect") {
        location.reload();
        return;
      }
    }
    catch {
      // Switchboard is away
    }
    listen();
  };
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
})();
