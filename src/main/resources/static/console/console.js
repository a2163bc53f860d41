// What the pages need beside htmx: the theme, the CSRF token, the live events, plots, secrets.
(() => {
  "use strict";

  const root = document.documentElement;
  const find = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Theme: as the system has it, light or dark; kept in this browser.
  const themes = ["auto", "light", "dark"];
  const showTheme = () => find("[data-theme-toggle]").forEach((button) => {
    button.textContent = "Theme: " + root.dataset.theme;
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) {
      root.dataset.theme = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
      localStorage.setItem("theme", root.dataset.theme);
      showTheme();
      drawPlots();
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawPlots());

  // Each request of htmx that changes something proves that it comes from our page.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name=_csrf]");
    if (token) {
      event.detail.headers[token.dataset.header] = token.content;
    }
  });

  // Live: the server says that something has changed; whoever has hx-trigger="sse:tick from:body" fetches again.
  // At most every two seconds, and never while nobody looks at the page.
  const PACE = 2000;
  let source = null;
  let again = 0;
  let waiting = 0;
  let last = 0;
  let paused = sessionStorage.getItem("paused") === "yes";
  const tick = () => {
    if (!waiting && !paused) {
      waiting = setTimeout(() => {
        waiting = 0;
        last = Date.now();
        document.body.dispatchEvent(new CustomEvent("sse:tick"));
      }, Math.max(0, last + PACE - Date.now()));
    }
  };
  // A list that asks by its own clock is paused too. The result of what somebody has just started is not.
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (paused && !event.detail.requestConfig.triggeringEvent && event.target.matches?.("[data-live]")) {
      event.preventDefault();
    }
  });
  const showLive = (on) => find("#live").forEach((each) => {
    each.dataset.state = on ? "on" : "off";
    each.querySelector(".live-text").textContent = paused ? "paused" : on ? "live" : "not live";
    find("[data-pause]").forEach((button) => {
      button.textContent = paused ? "Resume" : "Pause";
    });
  });
  const pause = () => {
    paused = !paused;
    sessionStorage.setItem("paused", paused ? "yes" : "no");
    showLive(source !== null && source.readyState === EventSource.OPEN);
    tick();
  };
  document.addEventListener("click", (event) => event.target.closest("[data-pause]") && pause());
  const listen = () => {
    clearTimeout(again);
    if (source || document.hidden || !document.getElementById("live")) {
      return;
    }
    source = new EventSource(document.getElementById("live").dataset.url);
    source.addEventListener("open", () => showLive(true));
    source.addEventListener("tick", tick);
    source.addEventListener("error", () => {
      showLive(false);
      if (source && source.readyState === EventSource.CLOSED) {
        source = null;
        again = setTimeout(() => {
          tick();
          listen();
        }, 10000);
      }
    });
  };
  const hush = () => {
    clearTimeout(again);
    if (source) {
      source.close();
      source = null;
    }
    showLive(false);
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      hush();
    }
    else {
      tick();
      listen();
    }
  });
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);

  // What is pressed stays until it is let go: put in its place, the same link would not be clicked.
  const PRESSED = 10000;
  let pressed = 0;
  let missed = false;
  const release = () => setTimeout(() => {
    pressed = 0;
    if (missed) {
      missed = false;
      paused || document.body.dispatchEvent(new CustomEvent("sse:tick"));
    }
  });
  addEventListener("pointerdown", () => {
    pressed = Date.now();
  }, true);
  ["pointerup", "pointercancel", "blur"].forEach((name) => addEventListener(name, release, true));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (Date.now() - pressed < PRESSED && isRefresh(event.detail.requestConfig)) {
      event.detail.shouldSwap = false;
      missed = true;
    }
  });

  // A list is not replaced under who reads it: somebody has scrolled into it, marked text, or has the focus in it.
  // Then a button says how many are new. The button of a row that somebody has just pressed is no reading.
  let placed = null;
  const isRead = (list) => {
    const marked = getSelection();
    const focused = document.activeElement;
    return (list.contains(focused) && !focused.closest("td form") && focused.id !== placed) || list.getBoundingClientRect().top < -40
      || (!marked.isCollapsed && list.contains(marked.anchorNode)) || list.querySelector("td details[open]") !== null;
  };
  // What was chosen there is done: the list may go on.
  document.addEventListener("htmx:beforeRequest", (event) => event.target.closest?.("td details")?.removeAttribute("open"));
  const rowsOf = (within) => find("tbody tr", within).map((row) => row.querySelector("[id]")?.id).filter(Boolean);
  const withdraw = () => document.getElementById("new-rows")?.remove();
  document.addEventListener("htmx:beforeSwap", (event) => {
    const list = event.detail.target;
    if (!["rows", "calls"].includes(list.id) || !event.detail.shouldSwap || !isRefresh(event.detail.requestConfig)) {
      return;
    }
    withdraw();
    if (!isRead(list)) {
      return;
    }
    event.detail.shouldSwap = false;
    const known = new Set(rowsOf(list));
    const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const fresh = rowsOf(answer).filter((id) => !known.has(id)).length;
    if (fresh) {
      const button = document.createElement("button");
      button.type = "button";
      button.id = "new-rows";
      button.className = "button new-rows";
      button.textContent = fresh + " new";
      button.addEventListener("click", () => {
        const html = event.detail.xhr.responseText;
        withdraw();
        list.innerHTML = html;
        htmx.process(list);
        showTicks();
        showAges();
        scrollTo({ top: 0 });
        document.getElementById("main")?.focus();
      });
      document.body.append(button);
    }
  });

  // A part of a page that comes by itself waits while somebody has the focus in it, marks its text or has filled in a field.
  const isUsed = (part) => part.contains(document.activeElement) || (!getSelection().isCollapsed && part.contains(getSelection().anchorNode))
    || find("input:not([type=hidden])", part).some((field) => field.value !== field.defaultValue);
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (["now", "next", "stops", "replies"].includes(event.detail.target.id.split("-")[0]) && isUsed(event.detail.target)) {
      event.detail.shouldSwap = false;
    }
  });

  // What somebody has written into a field stays when its part of the page is replaced.
  const fieldsOf = (part) => find("input:not([type=hidden], [type=checkbox], [type=radio]), textarea", part);
  const nameOf = (field) => field.id || [field.form?.getAttribute("action"), field.name].join(" ");
  let written = new Map();
  document.addEventListener("htmx:beforeSwap", (event) => {
    written = new Map(!isRefresh(event.detail.requestConfig) ? [] : fieldsOf(event.detail.target)
      .filter((field) => field.value !== field.defaultValue).map((field) => [nameOf(field), field.value]));
  });
  document.addEventListener("htmx:afterSwap", () => {
    written.size && fieldsOf(document).filter((field) => written.has(nameOf(field))).forEach((field) => {
      field.value = written.get(nameOf(field));
    });
  });

  // If what had the focus goes, the focus stays near: in its row, else in the next one, else at what follows it in its part.
  const reachable = (part) => find("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']", part);
  let held = null;
  let places = null;
  addEventListener("pointerdown", () => {
    held = null;
  }, true);
  document.addEventListener("focusin", (event) => {
    held = event.target;
    placed = held.id === placed ? placed : null;
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    places = null;
    if (held && event.detail.target.contains(held)) {
      const rows = rowsOf(event.detail.target);
      const at = rows.indexOf(held.closest("tr")?.querySelector("[id]")?.id);
      const part = event.detail.target.id;
      const follows = at < 0 ? reachable(event.detail.target).indexOf(held) : -1;
      places = () => [held.id, ...(at < 0 ? [] : [...rows.slice(at), ...rows.slice(0, at).reverse()])]
        .map((id) => id && document.getElementById(id))
        .concat(held.name && fieldsOf(document).find((field) => nameOf(field) === nameOf(held)),
          part && follows >= 0 && reachable(document.getElementById(part)).slice(0, follows + 1).pop(), document.getElementById("main"));
    }
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (document.activeElement === document.body) {
      places?.().filter(Boolean).some((place) => {
        placed = place.id;
        place.focus({ preventScroll: true });
        return document.activeElement === place;
      });
    }
  });

  // Keys: what they do stands on the page /keys, where they can be turned off too.
  const WAYS = { o: "/", c: "/calls", b: "/follow-ups", e: "/events", d: "/deliveries", l: "/dead-letters", r: "/routes", a: "/audit", w: "/alerts", t: "/texts", s: "/setup" };
  const areKeysOn = () => localStorage.getItem("keys") !== "off";
  const showKeys = () => find("[data-keys]").forEach((button) => {
    button.textContent = areKeysOn() ? "Turn shortcuts off" : "Turn shortcuts on";
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) {
      localStorage.setItem("keys", areKeysOn() ? "off" : "on");
      showKeys();
    }
  });
  const toRow = (step) => {
    const rows = find("main tbody tr").map((row) => [row, find("a[href]", row).find((link) => link.offsetParent)]).filter(([, link]) => link);
    const at = rows.findIndex(([row]) => row.contains(document.activeElement));
    rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + step))]?.[1].focus();
  };
  let going = 0;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const brand = document.querySelector(".side .brand");
    if (event.key === "Escape" && event.target.id === "search") {
      document.getElementById("main")?.focus({ preventScroll: true });
    }
    if (!brand || typing || event.ctrlKey || event.altKey || event.metaKey || !areKeysOn()) {
      return;
    }
    const home = brand.getAttribute("href").replace(/\/$/, "");
    if (Date.now() - going < 1500 && WAYS[event.key]) {
      location.assign(home + WAYS[event.key]);
    }
    else if (event.key === "/") {
      event.preventDefault();
      document.getElementById("search")?.focus();
    }
    else if (event.key === "?") {
      location.assign(home + "/keys");
    }
    else if (event.key === "p") {
      pause();
    }
    else if (event.key === "j" || event.key === "k") {
      toRow(event.key === "j" ? 1 : -1);
    }
    else if (event.key === "n") {
      document.getElementById("new-rows")?.click();
    }
    going = event.key === "g" ? Date.now() : 0;
  });

  // <time datetime data-ago>: how long ago, in the same steps as Times.words.
  const ago = (seconds) => {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return Math.floor(seconds / 60) + " min";
    }
    return seconds < 48 * 3600 ? Math.floor(seconds / 3600) + " h" : Math.floor(seconds / 86400) + " days";
  };
  const showAges = () => find("time[data-ago]").forEach((each) => {
    const time = Date.parse(each.dateTime);
    if (!Number.isNaN(time)) {
      each.textContent = ago(Math.max(0, Math.floor((Date.now() - time) / 1000)));
    }
  });
  setInterval(showAges, 1000);

  // Each failure is said: of an action until somebody closes it, of a refresh until the next one is well.
  const complain = (sentence, refresh, path) => {
    const place = document.getElementById("failures");
    const kind = refresh ? "refresh" : "action";
    const said = place?.querySelector("[data-of=" + kind + "]");
    if (!place || said?.firstChild.textContent === sentence && said.dataset.path === path) {
      return;
    }
    said?.remove();
    const notice = document.createElement("p");
    notice.className = "notice " + (refresh ? "warn" : "bad");
    notice.dataset.of = kind;
    notice.dataset.path = path;
    const text = document.createElement("span");
    text.textContent = sentence;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button quiet small";
    close.textContent = "Close";
    close.addEventListener("click", () => notice.remove());
    notice.append(text, " ", close);
    place.append(notice);
  };
  const done = (refresh, path) => find("#failures [data-of=" + (refresh ? "refresh" : "action") + "]")
    .filter((each) => !refresh || each.dataset.path === path).forEach((each) => each.remove());
  const isRefresh = (config) => !config || (config.verb === "get" && config.triggeringEvent?.type !== "click");
  const OLD = "What you see may be old: ";
  const reason = (xhr) => {
    try {
      return JSON.parse(xhr.responseText).detail || "";
    }
    catch {
      return "";
    }
  };
  const answered = (xhr) => reason(xhr) || ({ 403: "You may look, but not do that.", 404: "It is not there any more.",
    503: "Switchboard cannot do that just now. Try again in a moment." }[xhr.status] || "Switchboard answered " + xhr.status + ".");
  document.addEventListener("htmx:responseError", (event) => {
    const refresh = isRefresh(event.detail.requestConfig);
    complain((refresh ? OLD : "That was not done: ") + answered(event.detail.xhr), refresh, event.detail.requestConfig.path);
  });
  ["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, (event) => {
    const refresh = isRefresh(event.detail.requestConfig);
    complain(refresh ? OLD + "Switchboard does not answer." : event.detail.requestConfig.verb === "get" ? "Switchboard does not answer. Try again in a moment."
      : "No answer came, so it may be done or not. Look before you do it again.", refresh, event.detail.requestConfig.path);
  }));
  document.addEventListener("htmx:afterRequest", (event) => event.detail.successful
    && done(isRefresh(event.detail.requestConfig), event.detail.requestConfig.path));

  // What a screen reader hears of a part that came anew, if it says something new.
  document.addEventListener("htmx:afterSwap", () => {
    const news = document.querySelector("[data-announce]");
    const announcer = document.getElementById("announcer");
    if (news && announcer && announcer.textContent !== news.dataset.announce) {
      announcer.textContent = news.dataset.announce;
    }
  });

  // A form of filters leaves out what is empty, so that the URL is short.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form.filters")) {
      const empty = find("input, select", event.target).filter((each) => each.name && !each.value);
      empty.forEach((each) => each.disabled = true);
      setTimeout(() => empty.forEach((each) => each.disabled = false));
    }
  });

  // Lists with ticks: all at once; and what somebody has ticked is not taken away by what is new.
  const ticks = (within) => find("input[name=ticked]:checked", within);
  const showTicks = () => find("[data-needs-ticks]").forEach((each) => each.disabled = !ticks(each.form).length);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-tick-all]")) {
      find("input[name=ticked]", event.target.form).forEach((each) => each.checked = event.target.checked);
    }
    showTicks();
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (ticks(event.target).length) {
      event.preventDefault();
    }
  });
  // what was asked for before the first tick
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (ticks(event.target).length) {
      event.detail.shouldSwap = false;
    }
  });
  document.addEventListener("htmx:afterSwap", showTicks);

  // Secrets: data-secret holds it, data-reveal shows and hides it, data-copy copies it (or the text).
  document.addEventListener("click", async (event) => {
    const copy = event.target.closest("[data-copy]");
    const reveal = event.target.closest("[data-reveal]");
    if (copy) {
      const shown = document.getElementById(copy.dataset.copy);
      const label = copy.dataset.label || (copy.dataset.label = copy.textContent);
      try {
        await navigator.clipboard.writeText(shown.dataset.secret || shown.textContent);
        copy.textContent = "Copied";
      }
      catch {
        copy.textContent = "Select it and copy by hand";
      }
      setTimeout(() => copy.textContent = label, 2000);
    }
    if (reveal) {
      const shown = document.getElementById(reveal.dataset.reveal);
      const masked = shown.dataset.masked || (shown.dataset.masked = shown.textContent);
      const on = reveal.getAttribute("aria-pressed") !== "true";
      reveal.setAttribute("aria-pressed", on);
      shown.textContent = on ? shown.dataset.secret : masked;
    }
  });

  // Plots: <div class="plot" data-plot="/api/event-counts?range=hour">, with spans that lend the theme's colours.
  const plots = new Map();
  const ink = (place, name) => getComputedStyle(place.querySelector(".ink-" + name)).color;
  const faint = (colour) => colour.replace("rgb(", "rgba(").replace(")", ", 0.15)");
  // Who has zoomed in keeps that until a double click.
  const isZoomed = (place) => {
    const scale = plots.get(place)?.scales.x;
    const start = place.figures?.start;
    return Boolean(scale && start?.length && scale.max - scale.min < (start.at(-1) - start[0]) * 0.9);
  };
  const draw = (place, data) => {
    if (isZoomed(place)) {
      return;
    }
    plots.get(place)?.destroy();
    const axis = { stroke: ink(place, "muted"), grid: { stroke: ink(place, "line"), width: 1 }, ticks: { show: false } };
    const bars = uPlot.paths.bars({ size: [0.8, 40] });
    plots.set(place, new uPlot({
      width: place.clientWidth, height: 200, legend: { show: false }, cursor: { drag: { x: true, y: false } },
      scales: { x: { range: (self, first, last) => [first - data.step_seconds / 2, last + data.step_seconds / 2] }, y: { range: (self, low, high) => [0, Math.max(4, Math.ceil(high * 1.1))] } },
      axes: [{ ...axis, size: 28, values: (self, splits) => splits.map((at) => label(at, data.step_seconds, place.dataset.timeZone)) },
        { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000] }],
      series: [{}, { label: "events", stroke: ink(place, "events"), fill: faint(ink(place, "events")), paths: bars, points: { show: false } },
        { label: "missed calls", stroke: ink(place, "missed"), fill: ink(place, "missed"), paths: bars, points: { show: false } }],
    }, [data.start, data.events, data.missed], place));
    place.dataset.drawn = data.start.length;
  };
  const label = (at, step, timeZone) => new Date(at * 1000).toLocaleString("en-GB", step < 3600
    ? { timeZone, hour: "2-digit", minute: "2-digit" } : { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" });
  const fetchPlots = () => find("[data-plot]").forEach(async (place) => {
    const reply = await fetch(place.dataset.plot, { headers: { Accept: "application/json" } }).catch(() => null);
    if (reply?.ok) {
      const figures = (await reply.json()).data;
      if (!isZoomed(place)) {
        place.figures = figures;
        draw(place, place.figures);
      }
      done(true, place.dataset.plot);
    }
    else {
      complain(OLD + "the plot could not be fetched.", true, place.dataset.plot);
    }
  });
  const drawPlots = () => find("[data-plot]").forEach((place) => place.figures && draw(place, place.figures));
  let plotted = 0;
  document.addEventListener("sse:tick", () => {
    if (Date.now() - plotted > 15000) {
      plotted = Date.now();
      fetchPlots();
    }
  }, true);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (width !== innerWidth) {
      width = innerWidth;
      drawPlots();
    }
  });

  showTheme();
  showKeys();
  showTicks();
  plotted = Date.now();
  fetchPlots();
  listen();
})();
