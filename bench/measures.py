"""Each of these measures one or several of the goals, and returns them by key."""
import json
import os
import shutil
import sqlite3
import subprocess
import time
import urllib.request

import subjects
from load import KnownEvents, Measure, alternate, median, warm_up, wrk
from machine import say
from subjects import KEY, Empty, Plain, Switchboard, java

# seconds
EARLY = 15
IDLE = 60

UNDONE = "select count(*) from delivery where status in ('pending', 'retrying')"


def intake(lab):
    """Events in: each is decided and filed by the answer, and delivered meanwhile."""
    database, beside = lab.pg.new_database(), lab.pg.new_database()
    board = lab.started(Switchboard(lab.work, "intake", lab.pg.url(database)))
    sqlite = lab.started(Switchboard(lab.work, "sqlite", f"jdbc:sqlite:{lab.work}/sqlite/data/switchboard.db"))
    plain = lab.started(Plain(lab.work, lab.pg.url(beside)))
    empty = lab.started(Empty(lab.work))
    for each in (board, sqlite, plain, empty):
        each.await_ready()
    early = wrk(board.url, EARLY)["requests"] / EARLY
    file = f"{lab.work}/sqlite/data/switchboard.db"
    done = {"switchboard": lambda: await_done(lab, database), "sqlite": lambda: await_done_in(file)}
    of = {name: Measure(name, url, processes, done.get(subject)) for name, subject, url, processes in [
        ("switchboard", "switchboard", board.url, (board.process, lab.pg)),
        ("bare inbox", "switchboard", board.bare_url, (board.process, lab.pg)),
        ("sqlite", "sqlite", sqlite.url, (sqlite.process,)), ("plain Camel", None, plain.url, (plain.process, lab.pg)),
        ("empty answer", None, empty.url, (empty.process,))]}
    of["switchboard"].settle()
    alternate(list(of.values()), lab)
    for measure in of.values():
        cost = "" if measure.cost is None else f", {measure.cost:.0f} µs of CPU each"
        say(f"  {measure.name}: {measure.rate:,.0f}/s, {measure.latency:.2f} ms{cost}")
    ours = of["switchboard"]
    say(f"  in the first {EARLY} seconds after the start: {early:,.0f}/s")
    ratios = {"plain": ours.rate / of["plain Camel"].rate, "empty": ours.rate / of["empty answer"].rate,
              "engine": ours.rate / of["bare inbox"].rate, "sqlite": of["sqlite"].rate / ours.rate,
              "cpu": None if ours.cost is None else ours.cost / of["plain Camel"].cost}
    ratios["early"] = early / ours.rate
    ratios.update(latency(lab, board))
    allocation(lab, board)
    lab.accepted = ours.rate
    lab.stop_all()
    return ratios


def await_done(lab, database):
    while lab.pg.sql(database, UNDONE) != "0":
        time.sleep(0.02)


def await_done_in(file):
    with sqlite3.connect(file, timeout=30) as db:
        while db.execute(UNDONE).fetchone()[0]:
            time.sleep(0.1)


def latency(lab, board):
    one = Measure("one connection", board.url)
    inserts = []
    for _ in range(lab.rounds):
        one.run(lab.seconds, connections=1)
        inserts.append(lab.pg.pgbench_insert_ms(lab.seconds, lab.work))
    say(f"  one connection: {one.latency:.3f} ms, pgbench's insert {median(inserts):.3f} ms")
    return {"latency": one.latency / median(inserts)}


def allocation(lab, board):
    """What an event allocates on the heap, by the JVM's flight recorder; what does not run for an event has its part in it."""
    recording = f"{lab.work}/allocation.jfr"
    tool = os.path.dirname(os.path.realpath(java()))
    jcmd = [f"{tool}/jcmd", str(board.process.popen.pid)]
    subprocess.run([*jcmd, "JFR.start", "name=allocation", "settings=default"], check=True, capture_output=True)
    seen = wrk(board.url, lab.seconds)
    subprocess.run([*jcmd, "JFR.stop", "name=allocation", f"filename={recording}"], check=True, capture_output=True)
    printed = subprocess.run([f"{tool}/jfr", "print", "--json", "--events", "jdk.ThreadAllocationStatistics", recording],
                             check=True, capture_output=True, text=True)
    threads = {}
    for event in json.loads(printed.stdout)["recording"]["events"]:
        values = event["values"]
        threads.setdefault(values["thread"]["javaThreadId"], []).append(values["allocated"])
    total = sum(max(each) - min(each) for each in threads.values())
    say(f"  allocated for an event: {total / seen['requests'] / 1024:.1f} KiB")


def decision(lab):
    """Ten rules in the words of the YAML, against the same in Java."""
    board = lab.started(Switchboard(lab.work, "decision", f"jdbc:sqlite:{lab.work}/decision/data/switchboard.db")).await_ready()
    nanos = {"simple": [], "java": []}
    for way in nanos:
        decisions(board, way, 300_000)
    for _ in range(lab.rounds):
        for way, each in nanos.items():
            each.append(decisions(board, way, 100_000))
    simple, predicates = median(nanos["simple"]), median(nanos["java"])
    say(f"  a decision among ten: {simple / 1000:.2f} µs of CPU, with Java predicates {predicates / 1000:.2f} µs")
    lab.stop_all()
    return {"decision": simple / predicates}


def decisions(board, way, number):
    with urllib.request.urlopen(f"{board.base}/http/decisions?way={way}&n={number}") as answer:
        return json.load(answer)["nanos"]


def end_to_end(lab):
    """Accepted, decided, delivered and marked, until nothing is left; with 10 routes and with 100."""
    boards = {}
    for number in (10, 100):
        database = lab.pg.new_database()
        boards[number] = (lab.started(Switchboard(lab.work, f"routes-{number}", lab.pg.url(database), number)), database, [])
    for board, database, _ in boards.values():
        board.await_ready()
        warm_up(lambda: delivered_rate(lab, board, database, lab.seconds), lab.warm)
    for _ in range(lab.rounds):
        for board, database, rates in boards.values():
            rates.append(delivered_rate(lab, board, database, lab.seconds))
    ten, hundred = median(boards[10][2]), median(boards[100][2])
    say(f"  delivered with 10 routes: {ten:,.0f}/s, with 100: {hundred:,.0f}/s")
    lab.stop_all()
    return {"end_to_end": ten / lab.accepted if lab.accepted else None, "routes": hundred / ten}


def delivered_rate(lab, board, database, seconds):
    begun = time.monotonic()
    seen = wrk(board.url, seconds)
    await_done(lab, database)
    return seen["requests"] / (time.monotonic() - begun)


WRITTEN = """
select sum(n_tup_ins), sum(pg_total_relation_size(relid)) from pg_stat_user_tables where relname in ('event', 'delivery', 'attempt')"""


def before(lab):
    """What a delivered event and an idle minute cost, against an earlier commit: both built, and run in turn."""
    apps = {"before": subjects.application_at(lab.work, "7275991"), "now": None}
    boards = {}
    for name, app in apps.items():
        database = lab.pg.new_database()
        boards[name] = (lab.started(Switchboard(lab.work, f"pg-{name}", lab.pg.url(database), app=app)).await_ready(), database)
        warm_up(lambda: delivered_rate(lab, *boards[name], lab.seconds), lab.warm)
    costs = {name: [] for name in apps}
    for _ in range(lab.rounds):
        for name, (board, database) in boards.items():
            events = int(lab.pg.sql(database, "select count(*) from event"))
            begun = cpu(board.process, lab.pg)
            delivered_rate(lab, board, database, lab.seconds)
            cost = cpu(board.process, lab.pg) - begun
            costs[name].append(cost / (int(lab.pg.sql(database, "select count(*) from event")) - events))
    of = {}
    for name, (board, database) in boards.items():
        events = int(lab.pg.sql(database, "select count(*) from event"))
        rows, size = map(float, lab.pg.sql(database, WRITTEN).split("|"))
        of[name] = [median(costs[name]) * 1e6, rows / events, size / events]
    lab.stop_all()
    for name, app in apps.items():
        of[name] += idle(lab, name, app)
        say(f"  {name}: {of[name][0]:.0f} µs of CPU, {of[name][1]:.2f} rows and {of[name][2]:,.0f} bytes for an event; "
            f"an idle minute: {of[name][3]:.2f} s of CPU with PostgreSQL, {of[name][4]:.2f} with SQLite")
    keys = ("before_cpu", "before_rows", "before_bytes", "before_idle", "before_idle_sqlite")
    return {key: now / then for key, now, then in zip(keys, of["now"], of["before"])}


def cpu(*processes):
    """Seconds; a process of PostgreSQL's that ends meanwhile makes it look again."""
    while True:
        each = [process.cpu_seconds() for process in processes]
        if None not in each:
            return sum(each)


def idle(lab, name, app):
    """Seconds of CPU in a minute in which nothing comes in: with PostgreSQL, the database's included, and with SQLite."""
    file = f"{lab.work}/idle-sqlite-{name}/data/switchboard.db"
    boards = [lab.started(Switchboard(lab.work, f"idle-{name}", lab.pg.url(lab.pg.new_database()), app=app)),
              lab.started(Switchboard(lab.work, f"idle-sqlite-{name}", f"jdbc:sqlite:{file}", app=app))]
    for board in boards:
        board.await_ready()
    time.sleep(IDLE / 3)
    begun = cpu(boards[0].process, lab.pg), cpu(boards[1].process)
    time.sleep(IDLE)
    ended = cpu(boards[0].process, lab.pg), cpu(boards[1].process)
    lab.stop_all()
    return [(end - begin) * 60 / IDLE for begin, end in zip(begun, ended)]


def killed(lab):
    """Accepted events that are not in the store after a kill -9 under load."""
    database = lab.pg.new_database()
    board = lab.started(Switchboard(lab.work, "killed", lab.pg.url(database))).await_ready()
    known = KnownEvents(board.port, f"/webhooks/voipstudio/{KEY}")
    time.sleep(lab.seconds)
    board.process.kill()
    known.join()
    stored = lab.pg.sql(database, "create temporary table known (id text primary key);\ncopy known from stdin;\n"
                        + "\n".join(known.accepted) + "\n\\.\nselect count(*) from known join event using (id);")
    lost = len(known.accepted) - int(stored)
    say(f"  killed: {len(known.accepted)} accepted, {lost} lost")
    lab.stop_all()
    return {"lost": lost}


SEED = """
insert into event (id, event_name, context, context_kind, call_id, root_call_id, event_time, received_at, status, body, src_number, dst_number)
select 'seed.' || i, 'call.hangup', 'LOCAL_USER', 'user', i / 4, i / 4, '2026-04-28 08:46:13', now(), 'accepted',
  convert_to('{{"id":"seed.' || i || '","event_name":"call.hangup","call_id":' || i / 4 || ',"src":"447700900123"}}' || repeat(' ', 330), 'UTF8'),
  '4477009' || (i % 100000), '1002'
from generate_series(1, {number}) i;
"""


def large(lab):
    """Five million events in the store, against none."""
    full, none = lab.pg.new_database(), lab.pg.new_database()
    boards = [lab.started(Switchboard(lab.work, name, lab.pg.url(database))).await_ready().pause()
              for name, database in (("full", full), ("none", none))]
    lab.pg.sql(full, SEED.format(number=5_000_000) + "analyze event;")
    of = [Measure(name, board.url) for name, board in zip(("full", "none"), boards)]
    alternate(of, lab)
    say(f"  accepted with 5 million events: {of[0].rate:,.0f}/s, with none: {of[1].rate:,.0f}/s")
    lab.stop_all()
    lab.pg.drop(full)
    return {"large": of[0].rate / of[1].rate}


def heap(lab):
    """A million deliveries wait, and 256 MB must do: they are delivered, and memory does not grow with them."""
    database = lab.pg.new_database()
    lab.started(Switchboard(lab.work, "heap", lab.pg.url(database))).await_ready()
    lab.stop_all()
    lab.pg.sql(database, SEED.format(number=1_000_000) + """
        insert into delivery (event_seq, route, shard, root_call_id, event_order, status, next_attempt_at, updated_at)
        select seq, 'bench-10-to-nowhere', 0, root_call_id, event_time || seq, 'pending', now(), now() from event;
        analyze event; analyze delivery;""")
    board = lab.started(Switchboard(lab.work, "heap", lab.pg.url(database), flags=["-Xmx256m"])).await_ready()
    begun, most, left = time.monotonic(), 0, 1_000_000
    while left > 850_000 and time.monotonic() - begun < 60:
        time.sleep(1)
        metrics = urllib.request.urlopen(f"{board.base}/actuator/prometheus").read().decode()
        used = sum(float(line.rsplit(None, 1)[1]) for line in metrics.splitlines() if line.startswith('jvm_memory_used_bytes{area="heap"'))
        most = max(most, used / 2**20)
        left = int(lab.pg.sql(database, UNDONE))
    done = 1_000_000 - left
    say(f"  heap: {most:.0f} MB at its fullest, {done / (time.monotonic() - begun):,.0f} deliveries/s out of the backlog")
    if done < 100_000:
        raise RuntimeError(f"only {done} deliveries of the backlog were made")
    lab.stop_all()
    return {"heap": most / 256}


# README's "Run it small"
SMALL = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]


def start(lab):
    """From nothing to the first accepted webhook: the fat jar, and what README's "Run it small" makes of it."""
    ratios = {}
    for key, version, train, use in (("start_cds", 17, "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile="),
                                     ("start_aot", 25, "-XX:AOTCacheOutput=", "-XX:AOTCache=")):
        path = java(version)
        if path is None:
            ratios[key] = None
            continue
        cache = f"{lab.work}/{key}.cache"
        if os.path.exists(cache):
            os.remove(cache)
        fat = ["-jar", f"{subjects.ROOT}/target/switchboard.jar"]
        small = ["-jar", f"{lab.work}/app/switchboard.jar"]
        trained = Switchboard(lab.work, "trained", f"jdbc:sqlite:{lab.work}/trained/data/switchboard.db", main=small, java_path=path,
                              flags=[train + cache, *SMALL], settings={"exit-when-ready": "true"})
        trained.process.popen.wait(180)
        times = {"fat": [], "small": []}
        while len(times["small"]) < lab.rounds and not (lab.is_over() and times["small"]):
            for name, main, flags in (("fat", fat, []), ("small", small, [use + cache, *SMALL])):
                times[name].append(first_accepted(lab, name, path, main, flags))
        say(f"  start on {version}: fat jar {median(times['fat']):.2f} s, small {median(times['small']):.2f} s")
        ratios[key] = median(times["small"]) / median(times["fat"])
    return ratios


def first_accepted(lab, name, path, main, flags):
    board = lab.started(Switchboard(lab.work, f"start-{name}", f"jdbc:sqlite:{lab.work}/start-{name}/data/switchboard.db", main=main,
                                    java_path=path, flags=flags))
    seconds = board.process.await_http(board.url, body=b'{"id":"first"}')
    lab.stop_all()
    shutil.rmtree(f"{lab.work}/start-{name}", ignore_errors=True)
    return seconds
