"""Processes of this machine: started, watched, ended by id; and what they cost."""
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


class Missing(Exception):
    """A tool that the benchmark needs is not here; says what to do."""


def need(tool, package):
    path = shutil.which(tool)
    if path:
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update"], **quiet)
        subprocess.run(["apt-get", "install", "-y", package], **quiet)
    path = shutil.which(tool)
    if not path:
        raise Missing(f"{tool} is not installed: apt-get install {package}")
    return path


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def say(text):
    print(text, file=sys.stderr, flush=True)


class Process:
    """A server in a process group of its own, with its output in a file."""

    def __init__(self, command, log, cwd=None, env=None):
        self.log = log
        self.out = open(log, "wb")
        self.started = time.monotonic()
        self.popen = subprocess.Popen(command, stdout=self.out, stderr=subprocess.STDOUT, cwd=cwd,
                                      env={**os.environ, **(env or {})}, start_new_session=True)

    def await_http(self, url, accepted=(200,), body=None, timeout=180):
        """Waits until the URL answers as it should; the seconds since the start."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if self.popen.poll() is not None:
                break
            try:
                request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})
                with urllib.request.urlopen(request, timeout=5) as answer:
                    if answer.status in accepted:
                        return time.monotonic() - self.started
            except OSError:
                pass
            time.sleep(0.02)
        raise RuntimeError(f"{url} does not answer; see {self.log}")

    def cpu_seconds(self):
        return cpu_of(self.popen.pid)

    def kill(self):
        self._signal(signal.SIGKILL)

    def stop(self):
        self._signal(signal.SIGTERM)

    def _signal(self, number):
        try:
            os.killpg(self.popen.pid, number)
        except ProcessLookupError:
            pass
        try:
            self.popen.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.popen.pid, signal.SIGKILL)
            self.popen.wait()
        self.out.close()


def cpu_of(pid):
    """Seconds of CPU of a process and of its children, those that ended too; None where /proc is not."""
    try:
        total = 0
        for each in [pid] + children(pid):
            fields = open(f"/proc/{each}/stat").read().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
            if each == pid:
                total += int(fields[13]) + int(fields[14])
        return total / CLOCK_TICKS
    except OSError:
        return None


def children(pid):
    return [int(each) for task in os.listdir(f"/proc/{pid}/task")
            for each in open(f"/proc/{pid}/task/{task}/children").read().split()]
