"""A PostgreSQL of our own, durable as it comes, in a folder that goes away."""
import glob
import os
import shutil
import subprocess
import tempfile

from machine import Missing, Process, free_port

# More room than the defaults for a machine that measures nothing else; durability stays as it comes.
SETTINGS = {"shared_buffers": "512MB", "max_wal_size": "4GB", "max_connections": "100", "checkpoint_timeout": "15min"}


def binaries():
    """The folder of initdb and postgres: of PATH, or where Debian puts them."""
    for folder in [os.path.dirname(shutil.which("initdb") or "")] + sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True):
        if folder and all(os.path.exists(f"{folder}/{tool}") for tool in ("initdb", "postgres", "pgbench", "psql")):
            return folder
    raise Missing("PostgreSQL's server (initdb, postgres, pgbench, psql) is not installed: apt-get install postgresql")


class Postgres:

    def __init__(self, log):
        self.bin = binaries()
        self.folder = tempfile.mkdtemp(prefix="switchboard-bench-pg-")
        self.port = free_port()
        self.user = []
        if os.geteuid() == 0:
            # it refuses to run as root
            account = "postgres" if not subprocess.run(["id", "postgres"], capture_output=True).returncode else "nobody"
            shutil.chown(self.folder, account)
            self.user = ["setpriv", f"--reuid={account}", "--clear-groups"]
        self._run("initdb", "-D", self.folder, "-U", "bench", "--auth=trust", "-E", "UTF8", "--locale=C")
        settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        self.process = Process(self.user + [f"{self.bin}/postgres", "-D", self.folder, "-p", str(self.port),
                                            "-k", "", "-h", "127.0.0.1", *settings], log)
        for _ in range(600):
            if not subprocess.run([f"{self.bin}/pg_isready", "-q", *self._where("postgres")]).returncode:
                break
        self.databases = 0

    def _run(self, tool, *arguments):
        subprocess.run(self.user + [f"{self.bin}/{tool}", *arguments], check=True, stdout=subprocess.DEVNULL)

    def _where(self, database):
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "bench", "-d", database]

    def new_database(self):
        self.databases += 1
        name = f"bench{self.databases}"
        self.sql("postgres", f"create database {name}")
        return name

    def drop(self, database):
        self.sql("postgres", f"drop database if exists {database} with (force)")

    def url(self, database):
        return f"jdbc:postgresql://127.0.0.1:{self.port}/{database}?user=bench"

    def sql(self, database, text):
        """The first value of the result, as text."""
        answer = subprocess.run([f"{self.bin}/psql", "-qAtX", "-v", "ON_ERROR_STOP=1", *self._where(database)], input=text,
                                capture_output=True, text=True)
        if answer.returncode:
            raise RuntimeError(answer.stderr)
        return answer.stdout.strip().split("\n")[-1]

    def pgbench_insert_ms(self, seconds, folder):
        """How long one connection takes for a single insert of one event, on the average."""
        database = self.new_database()
        self.sql(database, "create table event (seq bigint generated always as identity primary key, id text unique, body bytea)")
        script = f"{folder}/insert.sql"
        with open(script, "w") as file:
            file.write("\\set n random(1, 9000000000000000)\n"
                       "insert into event (id, body) values (:n::text || clock_timestamp()::text, decode(repeat('7b', 450), 'hex'));\n")
        answer = subprocess.run([f"{self.bin}/pgbench", "-n", "-M", "prepared", "-c", "1", "-T", str(seconds), "-f", script,
                                 *self._where(database)[:-2], database], capture_output=True, text=True, check=True)
        self.drop(database)
        line = next(line for line in answer.stdout.splitlines() if line.startswith("latency average"))
        return float(line.split("=")[1].split()[0])

    def cpu_seconds(self):
        return self.process.cpu_seconds()

    def stop(self):
        self.process.popen.send_signal(2)  # a fast shutdown
        self.process.popen.wait(60)
        shutil.rmtree(self.folder, ignore_errors=True)
