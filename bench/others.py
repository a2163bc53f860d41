"""What else people use for this, from npm, on request: each stores an event once before it answers."""
import json
import os
import subprocess
import time

from load import Measure, alternate
from machine import Process, free_port, need, say
from subjects import Switchboard

TABLE = "create table event (seq bigint generated always as identity primary key, id text unique, event_name text, body text)"


def npm(folder, *packages):
    os.makedirs(folder, exist_ok=True)
    answer = subprocess.run([need("npm", "npm"), "install", "--no-audit", "--no-fund", "--prefix", folder, *packages],
                            capture_output=True, text=True)
    if answer.returncode:
        raise RuntimeError(answer.stderr[-2000:])


def compare(lab, key, process, url):
    board = lab.started(Switchboard(lab.work, f"beside-{key}", lab.pg.url(lab.pg.new_database()))).await_ready().pause()
    of = [Measure("switchboard", board.url), Measure(key, url)]
    alternate(of, lab)
    say(f"  switchboard: {of[0].rate:,.0f}/s, {key}: {of[1].rate:,.0f}/s")
    lab.stop_all()
    return {key: of[0].rate / of[1].rate}


def nodered(lab):
    """Node-RED with pg: http in, insert, answer."""
    folder, port, database = f"{lab.work}/nodered", free_port(), lab.pg.new_database()
    npm(folder, "node-red@4.1", "pg@8")
    lab.pg.sql(database, TABLE)
    with open(f"{folder}/settings.js", "w") as file:
        file.write(f"""const {{ Pool }} = require('{folder}/node_modules/pg');
module.exports = {{ flowFile: '{folder}/flows.json', userDir: '{folder}/user', uiHost: '127.0.0.1', uiPort: {port},
  httpAdminRoot: false, functionGlobalContext: {{ pool: new Pool({{ host: '127.0.0.1', port: {lab.pg.port}, user: 'bench',
  database: '{database}', max: 10 }}) }}, logging: {{ console: {{ level: 'warn' }} }} }};
""")
    insert = ("const p = msg.payload; global.get('pool').query('insert into event (id, event_name, body) values ($1, $2, $3) "
              "on conflict do nothing', [p.id, p.event_name, JSON.stringify(p)]).then(() => { msg.payload = {status: 'accepted'}; "
              "msg.statusCode = 200; node.send(msg); }, () => { msg.payload = {status: 'unavailable'}; msg.statusCode = 503; "
              "node.send(msg); });")
    flow = [{"id": "t", "type": "tab", "label": "webhook"},
            {"id": "in", "z": "t", "type": "http in", "url": "/webhook", "method": "post", "wires": [["do"]]},
            {"id": "do", "z": "t", "type": "function", "func": insert, "outputs": 1, "wires": [["out"]]},
            {"id": "out", "z": "t", "type": "http response", "wires": []}]
    with open(f"{folder}/flows.json", "w") as file:
        json.dump(flow, file)
    process = Process(["node", f"{folder}/node_modules/node-red/red.js", "-s", f"{folder}/settings.js"], f"{folder}/log.txt")
    lab.started(_Server(process))
    process.await_http(f"http://127.0.0.1:{port}/webhook", body=b'{"id":"first"}')
    return compare(lab, "nodered", process, f"http://127.0.0.1:{port}/webhook")


def n8n(lab):
    """n8n with its own Postgres node: webhook, insert, answer."""
    folder, port, database = f"{lab.work}/n8n", free_port(), lab.pg.new_database()
    npm(folder, "n8n@1.123")
    lab.pg.sql(database, TABLE)
    credential = {"id": "bench", "name": "bench", "type": "postgres",
                  "data": {"host": "127.0.0.1", "port": lab.pg.port, "user": "bench", "database": database, "ssl": "disable"}}
    columns = {"mappingMode": "defineBelow", "value": {"id": "={{ $json.body.id }}", "event_name": "={{ $json.body.event_name }}",
                                                      "body": "={{ JSON.stringify($json.body) }}"}, "matchingColumns": [],
               "schema": [{"id": c, "displayName": c, "type": "string", "display": True} for c in ("id", "event_name", "body")]}
    workflow = {"id": "bench", "name": "webhook", "active": True, "settings": {"saveDataSuccessExecution": "none"}, "nodes": [
        {"id": "1", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0], "webhookId": "bench",
         "parameters": {"path": "bench", "httpMethod": "POST", "responseMode": "responseNode"}},
        {"id": "2", "name": "Insert", "type": "n8n-nodes-base.postgres", "typeVersion": 2.5, "position": [200, 0],
         "credentials": {"postgres": {"id": "bench", "name": "bench"}},
         "parameters": {"operation": "insert", "schema": {"__rl": True, "mode": "list", "value": "public"},
                        "table": {"__rl": True, "mode": "list", "value": "event"}, "columns": columns,
                        "options": {"skipOnConflict": True}}},
        {"id": "3", "name": "Answer", "type": "n8n-nodes-base.respondToWebhook", "typeVersion": 1.1, "position": [400, 0],
         "parameters": {"respondWith": "json", "responseBody": '{"status":"accepted"}'}}],
        "connections": {"Webhook": {"main": [[{"node": "Insert", "type": "main", "index": 0}]]},
                        "Insert": {"main": [[{"node": "Answer", "type": "main", "index": 0}]]}}}
    environment = {"N8N_USER_FOLDER": f"{folder}/user", "N8N_PORT": str(port), "N8N_LISTEN_ADDRESS": "127.0.0.1",
                   "N8N_DIAGNOSTICS_ENABLED": "false", "N8N_ENCRYPTION_KEY": "bench", "EXECUTIONS_DATA_SAVE_ON_SUCCESS": "none"}
    command = ["node", f"{folder}/node_modules/n8n/bin/n8n"]
    for name, kind, content in (("credential", "credentials", [credential]), ("workflow", "workflow", [workflow])):
        with open(f"{folder}/{name}.json", "w") as file:
            json.dump(content, file)
        answer = subprocess.run([*command, f"import:{kind}", f"--input={folder}/{name}.json"], env={**os.environ, **environment},
                                capture_output=True, text=True)
        if answer.returncode:
            raise RuntimeError(answer.stdout[-1000:] + answer.stderr[-1000:])
    subprocess.run([*command, "update:workflow", "--all", "--active=true"], env={**os.environ, **environment}, capture_output=True)
    process = Process([*command, "start"], f"{folder}/log.txt", env=environment)
    lab.started(_Server(process))
    url = f"http://127.0.0.1:{port}/webhook/bench"
    # while it starts it answers 200 and stores nothing
    while lab.pg.sql(database, "select count(*) from event") == "0":
        process.await_http(url, body=b'{"id":"first"}')
        time.sleep(0.2)
    return compare(lab, "n8n", process, url)


class _Server:

    def __init__(self, process):
        self.process = process


SUBJECTS = {"nodered": nodered, "n8n": n8n}
