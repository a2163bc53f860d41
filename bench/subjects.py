"""What is measured: each starts, says where it takes events, and stops."""
import glob
import json
import os
import shutil
import subprocess
import urllib.request

from machine import Missing, Process, free_port

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
KEY = "bench-key-bench-key"
TOKEN = "bench-token-bench-token"

# All settings that production asks for; nothing is ever sent to these.
PRODUCTION = {
    "spring.profiles.active": "production", "webhook.key": KEY, "api.token": TOKEN, "mail.host": "127.0.0.1",
    "mail.from": "bench@localhost", "destinations.support-email": "bench@localhost",
    "destinations.sms-email": "bench@localhost", "voipstudio.api.token": "bench", "console.url": "http://localhost",
    "reconciliation.every": "0", "server.address": "127.0.0.1", "metrics.open": "true",
}


def java(version=None):
    """A java, of that version if one is wanted; None where there is none."""
    if version is None:
        return shutil.which("java")
    for path in sorted(glob.glob("/usr/lib/jvm/*/bin/java")):
        answer = subprocess.run([path, "-XshowSettings:properties", "-version"], capture_output=True, text=True)
        if f"java.specification.version = {version}\n" in answer.stderr:
            return path
    return None


def application(work):
    """Builds the jar, and unpacks it as it is deployed."""
    jar = f"{ROOT}/target/switchboard.jar"
    sources = glob.glob(f"{ROOT}/src/main/**", recursive=True) + [f"{ROOT}/pom.xml"]
    if not os.path.exists(jar) or os.path.getsize(jar) < 10e6 or os.path.getmtime(jar) < max(map(os.path.getmtime, sources)):
        run(["mvn", "-q", "-B", "-DskipTests", "package"], ROOT)
    app = f"{work}/app"
    shutil.rmtree(app, ignore_errors=True)
    run([java(), "-Djarmode=tools", "-jar", jar, "extract", "--destination", app], ROOT)
    return app


def application_at(work, commit):
    """The application of an earlier commit, built beside this one."""
    folder, app = f"{work}/{commit}", f"{work}/app-{commit}"
    if not os.path.exists(f"{app}/switchboard.jar"):
        shutil.rmtree(folder, ignore_errors=True)
        run(["git", "worktree", "prune"], ROOT)
        run(["git", "worktree", "add", "--detach", folder, commit], ROOT)
        try:
            run(["mvn", "-q", "-B", "-DskipTests", "-Dmdep.analyze.skip=true", "package"], folder)
            run([java(), "-Djarmode=tools", "-jar", f"{folder}/target/switchboard.jar", "extract", "--destination", app], ROOT)
            shutil.copytree(f"{folder}/routes", f"{app}/routes")
        finally:
            run(["git", "worktree", "remove", "--force", folder], ROOT)
    return app


def build(work):
    """The application, and what stands beside it."""
    app = application(work)
    run(["javac", "-nowarn", "-d", f"{work}/bare", "-cp", f"{app}/switchboard.jar:{app}/lib/*",
         *glob.glob(f"{HERE}/subjects/bare/*.java")], HERE)
    run(["mvn", "-q", "-B", "package"], f"{HERE}/subjects/plain")


def run(command, folder):
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if answer.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{answer.stdout[-3000:]}\n{answer.stderr[-3000:]}")


def routes(folder, number, root=ROOT):
    """A switchboard of so many routes, each for a name of its own; the events of the benchmark take the last."""
    for each in ("kamelets", "templates", "statements"):
        shutil.copytree(f"{root}/routes/{each}", f"{folder}/{each}")
    rules = []
    for i in range(1, number + 1):
        name = "call.hangup" if i == number else f"bench.event-{i}"
        route = f"bench-{i}-to-nowhere"
        rules.append(f"""        - filter:
            id: bench-{i}
            expression:
              simple:
                expression: "${{variable.event_name}} == '{name}' && ${{variable.context_kind}} == 'user'"
            steps:
              - to: {{uri: "durable:{route}"}}
""")
        with open(f"{folder}/{route}.camel.yaml", "w") as file:
            file.write(f"""- route:
    id: {route}
    from:
      uri: durable:{route}
      steps:
        - setVariable: {{name: heard, expression: {{simple: {{expression: "${{body[src]}}"}}}}}}
        - log: {{message: heard, loggingLevel: TRACE}}
""")
    with open(f"{folder}/unrouted.camel.yaml", "w") as file:
        file.write("- route:\n    id: unrouted\n    from:\n      uri: durable:unrouted\n      steps:\n"
                   "        - log: {message: nothing, loggingLevel: TRACE}\n")
    with open(f"{folder}/switchboard.camel.yaml", "w") as file:
        file.write("- route:\n    id: switchboard\n    from:\n      uri: durable:switchboard\n      steps:\n"
                   + "".join(rules))
    return folder


class Switchboard:
    """As it is deployed: the jar extracted, the production profile."""

    def __init__(self, work, name, url, number_of_routes=10, flags=(), main=None, java_path=None, settings=None, app=None):
        self.port = free_port()
        folder = f"{work}/{name}"
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(f"{folder}/data")
        classes = f"{app}/switchboard.jar:{app}/lib/*" if app else f"{work}/bare:{work}/app/switchboard.jar:{work}/app/lib/*"
        values = {**PRODUCTION, "server.port": self.port, "spring.datasource.url": url, "data.dir": f"{folder}/data",
                  "routes.dir": routes(f"{folder}/routes", number_of_routes, app or ROOT), "shutdown.drain": "0s",
                  **(settings or {})}
        command = [java_path or java(), *flags, *(main or ["-cp", classes, "io.switchboard.SwitchboardApplication"])]
        self.process = Process(command + [f"--{key}={value}" for key, value in values.items()], f"{folder}/log.txt", cwd=ROOT)
        self.base = f"http://127.0.0.1:{self.port}"
        self.url = f"{self.base}/webhooks/voipstudio/{KEY}"
        self.bare_url = f"{self.base}/http/bare-inbox"

    def await_ready(self):
        self.process.await_http(f"{self.base}/actuator/health/readiness")
        return self

    def pause(self, paused=True):
        """The switchboard's route: without it events are accepted and nothing else."""
        request = urllib.request.Request(f"{self.base}/api/routes/switchboard/{'pause' if paused else 'resume'}", method="POST",
                                         headers={"Authorization": f"Bearer {TOKEN}"})
        urllib.request.urlopen(request).read()
        return self

    def route(self, route):
        request = urllib.request.Request(f"{self.base}/api/routes/{route}", headers={"Authorization": f"Bearer {TOKEN}"})
        return json.load(urllib.request.urlopen(request))["data"]


class Plain:
    """The baseline: the same job as Camel's manual has it."""

    def __init__(self, work, url):
        self.port = free_port()
        self.process = Process([java(), "-jar", f"{HERE}/subjects/plain/target/plain.jar", f"--server.port={self.port}",
                                f"--spring.datasource.url={url}"], f"{work}/plain.log", cwd=work)
        self.url = f"http://127.0.0.1:{self.port}/webhooks/voipstudio/{KEY}"

    def await_ready(self):
        self.process.await_http(self.url, body=b'{"id":"first"}')
        return self


class Empty:
    """The same Tomcat, with a servlet that answers at once."""

    def __init__(self, work):
        self.port = free_port()
        app = f"{work}/app"
        self.process = Process([java(), "-cp", f"{work}/bare:{app}/switchboard.jar:{app}/lib/*", "BareServer", str(self.port)],
                               f"{work}/empty.log", cwd=work)
        self.url = f"http://127.0.0.1:{self.port}/"

    def await_ready(self):
        self.process.await_http(self.url)
        return self
