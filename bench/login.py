#!/usr/bin/env python3
"""How long the door takes for an event while 200 connections try to log in, against none.

    python3 bench/login.py http://127.0.0.1:8080 WEBHOOK-KEY [seconds]

It needs a Switchboard that runs, with a user. Both sides share the machine's cores with this script.
"""
import collections
import http.client
import re
import statistics
import sys
import threading
import time
import urllib.parse

CONNECTIONS = 200
BASE = urllib.parse.urlsplit(sys.argv[1])
KEY = sys.argv[2]
SECONDS = float(sys.argv[3]) if len(sys.argv) > 3 else 10


def connection():
    return http.client.HTTPConnection(BASE.hostname, BASE.port, timeout=60)


def door(run):
    """Milliseconds of each event, one after the other, with a pause in between."""
    took, http_ = [], connection()
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        body = f'{{"id":"login-{run}-{len(took)}-{time.time()}","event_name":"call.ringing","call_id":{len(took)},"context":"LOCAL_USER"}}'
        begun = time.monotonic()
        http_.request("POST", f"/webhooks/voipstudio/{KEY}", body, {"Content-Type": "application/json"})
        answer = http_.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"the door answers {answer.status}")
        took.append((time.monotonic() - begun) * 1000)
        time.sleep(0.02)
    return sorted(took)


def form(http_):
    """A new form: its cookie, and what is filled in."""
    http_.request("GET", "/login")
    answer = http_.getresponse()
    page = answer.read().decode()
    cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    token = re.search(r'name="_csrf"[^>]*value="([^"]*)"', page)
    fields = {"username": "admin", "password": "wrong", "_csrf": token.group(1) if token else ""}
    return "; ".join(cookies), urllib.parse.urlencode(fields)


def intruder(stop, answers):
    """A wrong password again and again, each time with a form that was asked for."""
    http_ = connection()
    while not stop.is_set():
        try:
            cookie, fields = form(http_)
            http_.request("POST", "/login", fields, {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie})
            answer = http_.getresponse()
            answer.read()
            answers[answer.status] += 1
        except (http.client.HTTPException, OSError):
            answers["broken"] += 1
            http_.close()


def told(name, took):
    print(f"{name}: {len(took)} events, p50 {statistics.median(took):.1f} ms, p99 {took[int(len(took) * 0.99)]:.1f} ms, longest {took[-1]:.1f} ms")


def main():
    door("warm")
    told("no login", door("alone"))
    stop, answers = threading.Event(), collections.Counter()
    threads = [threading.Thread(target=intruder, args=(stop, answers), daemon=True) for _ in range(CONNECTIONS)]
    for each in threads:
        each.start()
    time.sleep(2)
    told(f"{CONNECTIONS} logins", door("flood"))
    stop.set()
    print("what they were answered: " + ", ".join(f"{status}: {number}" for status, number in sorted(answers.items(), key=str)))


if __name__ == "__main__":
    main()
