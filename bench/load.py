"""Puts events in: as fast as they are taken (wrk), or one by one, knowing which were accepted."""
import json
import os
import socket
import statistics
import subprocess
import threading
import time

from machine import need

HERE = os.path.dirname(os.path.abspath(__file__))


def wrk(url, seconds, connections=64):
    """One run; what wrk saw: requests, refused, broken, seconds, mean_ms, p50_ms, p99_ms."""
    threads = min(2, connections)
    env = {**os.environ, "BENCH_PREFIX": f"r{time.time_ns()}", "BENCH_CALLS": str(time.time_ns() // 1000 % 10**12)}
    command = [need("wrk", "wrk"), "-t", str(threads), "-c", str(connections), "-d", f"{seconds}s", "--timeout", "10s",
               "-s", f"{HERE}/load.lua", url]
    for _ in range(3):
        answer = subprocess.run(command, env=env, capture_output=True, text=True)
        if answer.returncode:
            raise RuntimeError(answer.stdout + answer.stderr)
        seen = json.loads(answer.stdout.strip().split("\n")[-1])
        # a machine that does other work may let nothing through for some seconds
        if seen["requests"] or seen["refused"] or seen["broken"]:
            break
    if seen["refused"] or seen["broken"] or not seen["requests"]:
        raise RuntimeError(f"not all was accepted: {seen}")
    return seen


class Measure:
    """Runs of one subject: events a second, and what an event costs in CPU."""

    def __init__(self, name, url, processes=(), settle=None):
        """After each run it waits for `settle`: nothing of it goes on while another subject is measured."""
        self.name = name
        self.url = url
        self.processes = processes
        self.settle = settle or (lambda: None)
        self.rates = []
        self.costs = []
        self.latencies = []

    def run(self, seconds, connections=64):
        before = self._cpu()
        seen = wrk(self.url, seconds, connections)
        self.settle()
        after = self._cpu()
        self.rates.append(seen["requests"] / seen["seconds"])
        self.latencies.append(seen["mean_ms"])
        if before is not None and after is not None:
            self.costs.append((after - before) / seen["requests"] * 1e6)
        return seen

    def _cpu(self):
        each = [process.cpu_seconds() for process in self.processes]
        return None if None in each else sum(each)

    rate = property(lambda self: median(self.rates))
    cost = property(lambda self: median(self.costs))
    latency = property(lambda self: median(self.latencies))


def median(numbers):
    return statistics.median(numbers) if numbers else None


def warm_up(rate, seconds):
    """Runs it until it gets no quicker, for so long at most: compilers need their time, and some subjects give them more to do."""
    end = time.monotonic() + seconds
    rates = [rate()]
    while time.monotonic() < end:
        rates.append(rate())
        if len(rates) > 3 and max(rates[-3:]) < 1.05 * max(rates[:-3]):
            break


def alternate(measures, lab, connections=64):
    """All in turn, again and again, each warmed up before."""
    for measure in measures:
        warm_up(lambda: wrk(measure.url, lab.seconds, connections)["requests"], lab.warm)
        measure.settle()
    for _ in range(lab.rounds):
        for measure in measures:
            measure.run(lab.seconds, connections)


class KnownEvents:
    """Senders that remember the ids that were answered with `accepted`."""

    def __init__(self, port, path, senders=32):
        self.accepted = []
        self.prefix = f"known{time.time_ns()}"
        self.threads = [threading.Thread(target=self._send, args=(port, path, i), daemon=True) for i in range(senders)]
        for thread in self.threads:
            thread.start()

    def _send(self, port, path, sender):
        count = 0
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
                reader = connection.makefile("rb")
                while True:
                    count += 1
                    event = f"{self.prefix}.{sender}.{count}"
                    body = f'{{"id":"{event}","event_name":"call.hangup","context":"LOCAL_USER","call_id":{sender * 10**6 + count}}}'
                    connection.sendall((f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        f"Content-Length: {len(body)}\r\n\r\n{body}").encode())
                    if self._answer(reader) == b'{"status":"accepted"}':
                        self.accepted.append(event)
        except (OSError, ValueError):
            pass  # the server is gone: that is what this is about

    @staticmethod
    def _answer(reader):
        length = 0
        for line in iter(reader.readline, b"\r\n"):
            if not line:
                raise ValueError("closed")
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return reader.read(length)

    def join(self):
        for thread in self.threads:
            thread.join()
