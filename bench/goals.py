"""What we want to reach, as ratios of two figures out of the same run."""

# key: what, the goal, and whether more is better
GOALS = {
    "plain": ("accepted/s, against plain Camel", 12, True),
    "nodered": ("accepted/s, against Node-RED", 12, True),
    "n8n": ("accepted/s, against n8n", 150, True),
    "empty": ("accepted/s, against an empty answer of a bare servlet", 0.6, True),
    "engine": ("accepted/s, against the same inbox behind a bare servlet", 0.9, True),
    "latency": ("latency of one connection, against pgbench's single insert", 1.25, False),
    "sqlite": ("accepted/s on SQLite, against PostgreSQL", 1, True),
    "end_to_end": ("delivered/s, against accepted/s alone", 0.5, True),
    "cpu": ("CPU per event, application and database, against plain Camel", 1 / 12, False),
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
    return value >= goal if more else value <= goal


def table(ratios):
    lines = ["| what | goal | measured | |", "|---|---|---|---|"]
    for key, (what, goal, more) in GOALS.items():
        value = ratios.get(key)
        sign = "≥" if more else "≤"
        shown = "not run" if value is None else f"{value:.3g}"
        verdict = "" if value is None else "met" if is_met(key, value) else "**missed**"
        lines.append(f"| {what} | {sign} {goal:.3g} | {shown} | {verdict} |")
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
