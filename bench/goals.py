"""What we want to reach, as ratios of two figures out of the same run."""

# key: what, the goal (None where there is none, and it is only told), and whether more is better
GOALS = {
    "plain": ("accepted (decided and filed)/s, against plain Camel", 16, True),
    "nodered": ("accepted/s, against Node-RED", 8, True),
    "n8n": ("accepted/s, against n8n", 150, True),
    "empty": ("accepted/s, against an empty answer of a bare servlet", 0.45, True),
    "engine": ("accepted/s, against the same inbox behind a bare servlet", 0.9, True),
    "latency": ("latency of one connection, against pgbench's single insert", 1.5, False),
    "sqlite": ("accepted/s on SQLite, against PostgreSQL", 1, True),
    "end_to_end": ("delivered and marked/s, against accepted/s", 0.6, True),
    "cpu": ("CPU per event, application and database, against plain Camel", 1 / 12, False),
    "early": ("accepted/s in the first 15 seconds after a start, against warm", None, True),
    "before_cpu": ("CPU per delivered event, application and database, against commit 7275991", 0.5, False),
    "before_rows": ("rows written for a delivered event, against commit 7275991", 0.6, False),
    "before_bytes": ("bytes in the store for a delivered event, against commit 7275991", 0.6, False),
    "before_idle": ("CPU of an idle Switchboard with PostgreSQL, against commit 7275991", None, False),
    "before_idle_sqlite": ("CPU of an idle Switchboard with SQLite, against commit 7275991", None, False),
    "decision": ("CPU of a decision among ten, against Java predicates", 1.5, False),
    "large": ("accepted/s with 5 million events in the store, against none", 0.8, True),
    "routes": ("delivered/s with 100 routes in the switchboard, against 10", 0.8, True),
    "lost": ("accepted events lost by kill -9", 0, False),
    "heap": ("heap at its fullest with 1 million deliveries waiting, against -Xmx256m", 1, False),
    "start_cds": ("start to first accepted webhook, CDS on 17, against the fat jar", 0.6, False),
    "start_aot": ("start to first accepted webhook, AOT cache on 25, against the fat jar", 0.45, False),
}


def is_met(key, value):
    _, goal, more = GOALS[key]
    return goal is None or (value >= goal if more else value <= goal)


def table(ratios):
    lines = ["| what | goal | measured | |", "|---|---|---|---|"]
    for key, (what, goal, more) in GOALS.items():
        value = ratios.get(key)
        sign = "≥" if more else "≤"
        shown = "not run" if value is None else f"{value:.3g}"
        verdict = "" if value is None or goal is None else "met" if is_met(key, value) else "**missed**"
        aim = "" if goal is None else f"{sign} {goal:.3g}"
        lines.append(f"| {what} | {aim} | {shown} | {verdict} |")
    return "\n".join(lines)


def plot(ratios, file):
    """An SVG: each ratio against its goal, so that a bar that reaches the line has met it."""
    rows = [(what, value / goal if more else goal / value if value else 2)
            for key, (what, goal, more) in GOALS.items()
            for value in [ratios.get(key)] if value is not None and goal]
    width, bar, left, full = 900, 26, 470, 1.6
    height = 60 + bar * len(rows)
    scale = (width - left - 40) / full
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" font-size="13">',
             f'<rect width="{width}" height="{height}" fill="#fff"/>',
             f'<text x="{left}" y="24" font-weight="bold">reached, against the goal (the line)</text>']
    for i, (what, reached) in enumerate(rows):
        y = 40 + i * bar
        color = "#2a7f62" if reached >= 1 else "#c0533f"
        parts.append(f'<text x="{left - 10}" y="{y + 16}" text-anchor="end">{what}</text>')
        parts.append(f'<rect x="{left}" y="{y + 4}" width="{min(reached, full) * scale:.0f}" height="{bar - 9}" fill="{color}"/>')
        parts.append(f'<text x="{left + 6}" y="{y + 16}" fill="#fff">{reached:.2f}</text>')
    line = left + scale
    parts.append(f'<line x1="{line:.0f}" x2="{line:.0f}" y1="34" y2="{height - 12}" stroke="#222" stroke-dasharray="4 3"/></svg>')
    with open(file, "w") as out:
        out.write("\n".join(parts))
