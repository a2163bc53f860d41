"""What each index of `event` and `delivery` costs an event on PostgreSQL: CPU of the server and bytes of its log.

    python3 bench/indexes.py [events]

A session files events, each with one delivery, 64 in a commit, and acknowledges them. It does so with all indexes and
without each of them, three times in turn. CPU is that of the session alone, so a busy machine changes it little.
"""
import glob
import re
import subprocess
import sys

from postgres import Postgres

ROOT = __file__.rsplit("/", 2)[0]
EVENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
ROUNDS = 3

FILE = """
create or replace procedure file(run int, n int) language plpgsql as $$
declare first bigint;
begin
  for i in 1..n / 64 loop
    with e as (
      insert into event (id, event_name, context, context_kind, call_id, root_call_id, event_time, received_at, status,
          body, src_number, dst_number)
      select format('%s.%s.%s', run, i, g), 'call.hangup', 'LOCAL_USER', 'user', c, c, now(), now(), 'accepted',
          convert_to(repeat('x', 450), 'UTF8'), 447700900000 + c % 100000, null
      from generate_series(1, 64) g, lateral (select run::bigint * 100000000 + i * 64 + g as c) call
      returning seq, root_call_id)
    insert into delivery (event_seq, route, status, attempts, next_attempt_at, updated_at COLUMNS)
      select seq, 'call-ended-to-database', 'pending', 0, now(), now() VALUES from e;
    select max(id) - 63 into first from delivery;
    update delivery set status = 'delivered', attempts = 1, next_attempt_at = null, updated_at = now() SET
      where id between first and first + 63;
    commit;
  end loop;
end $$;
"""

CPU = "(select split_part(s, ' ', 14)::int + split_part(s, ' ', 15)::int from regexp_replace(pg_read_file('/proc/self/stat'), '\\(.*\\)', 'x') s)"


def version(path):
    return int(re.search(r"/V(\d+)__", path).group(1))


def main():
    postgres = Postgres("/dev/null")
    try:
        database = postgres.new_database()
        def psql(sql):
            return subprocess.run([f"{postgres.bin}/psql", *postgres._where(database), "-qAtX", "-v", "ON_ERROR_STOP=1"],
                                  input=sql, capture_output=True, text=True, check=True).stdout.strip()
        for path in sorted(glob.glob(f"{ROOT}/src/main/resources/db/migration/postgresql/V*.sql"), key=version):
            psql(open(path).read())
        needed = [line.split("|") for line in psql("""select column_name, data_type from information_schema.columns
            where table_name = 'delivery' and is_nullable = 'NO' and column_default is null and is_identity = 'NO'
              and column_name not in ('event_seq', 'route', 'status', 'attempts', 'next_attempt_at', 'updated_at')""").splitlines()]
        known = psql("select column_name from information_schema.columns where table_name = 'delivery'").split()
        more = [(name, "1" if "int" in kind else "now()" if "time" in kind else "'x'") for name, kind in needed]
        if "root_call_id" in known and not any(name == "root_call_id" for name, _ in more):
            more.append(("root_call_id", "root_call_id"))
        psql(FILE.replace("COLUMNS", "".join(f", {name}" for name, _ in more))
             .replace("VALUES", "".join(f", {value}" for _, value in more)).replace("SET", ""))
        indexes = [line.split("|") for line in psql("""select indexrelid::regclass, indrelid::regclass, pg_get_indexdef(indexrelid)
            from pg_index where indrelid in ('event'::regclass, 'delivery'::regclass) and not indisprimary
              and not exists (select 1 from pg_constraint where conindid = indexrelid)""").splitlines()]
        run = [0]

        def measure(n):
            run[0] += 1
            # one session: its CPU is that of the work
            out = psql(f"""set synchronous_commit = off; select {CPU}, pg_current_wal_insert_lsn();
                call file({run[0]}, {n}); select {CPU}, pg_current_wal_insert_lsn();""").splitlines()
            (c0, l0), (c1, l1) = (line.split("|") for line in out)
            bytes_written = float(psql(f"select pg_wal_lsn_diff('{l1}', '{l0}')"))
            return (int(c1) - int(c0)) * 10000 / n, bytes_written / n

        measure(EVENTS)
        costs = {}
        for _ in range(ROUNDS):
            for name, _, definition in [("all", "", "")] + indexes:
                if definition:
                    psql(f"drop index {name}")
                costs.setdefault(name, []).append(measure(EVENTS))
                if definition:
                    psql(definition)
        whole = [sorted(each)[ROUNDS // 2] for each in zip(*costs["all"])]
        print(f"with all indexes: {whole[0]:.1f} µs of CPU and {whole[1]:.0f} bytes of log for an event with one delivery")
        for name, table, _ in indexes:
            cpu, log = (sorted(each)[ROUNDS // 2] for each in zip(*costs[name]))
            print(f"{name:32} {whole[0] - cpu:6.1f} µs {whole[1] - log:7.0f} bytes")
    finally:
        postgres.process.stop()


if __name__ == "__main__":
    main()
