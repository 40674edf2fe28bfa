"""A process that has read the product once, and from which servers and workers are forked.

Killing one and starting the next takes milliseconds so, not the seconds of its imports. It reads
one line of JSON for each command, and answers with one:
`{"start": "server" | "worker", "port": N}` -> the number of its group of processes;
`{"call": "name", "with": {...}}` -> what that function of world.py gives, in a process of its own.
"""

import json
import os
import sys
import traceback

import django
from django.core.management import call_command


def serve(port):
    from gunicorn.app.base import BaseApplication

    from communitylinkage.website.wsgi import application

    class Server(BaseApplication):
        def load_config(self):
            for name, value in {
                "bind": f"127.0.0.1:{port}",
                "threads": 4,
                "loglevel": "critical",
                # Its default folder is a disk here; a beat that waits for it is a killed worker.
                "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108
            }.items():
                self.cfg.set(name, value)

        def load(self):
            return application

    Server().run()


def work(_port):
    from communitylinkage.outbox.management.commands import worker

    worker.PAUSE_SECONDS = 0.05
    call_command("worker")


def forked(do, *given):
    """Starts `do` in a group of processes of its own; returns the group's number."""
    child = os.fork()
    if child:
        os.setpgid(child, child)
        return child
    status = 1
    try:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)  # the answers of the zygote stay its own
        do(*given)
        status = 0
    except SystemExit:
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def called(name, given):
    """What a function of world.py gives, in a fork, so that no connection is ever shared."""
    from tests.crash import world

    read, write = os.pipe()

    def call():
        os.close(read)
        said = json.dumps(getattr(world, name)(**given))
        with os.fdopen(write, "w") as out:
            out.write(said)

    child = forked(call)
    os.close(write)
    with os.fdopen(read) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else {"failed": name}


def main():
    django.setup()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if "call" in asked:
            said = called(asked["call"], asked.get("with", {}))
        elif "reap" in asked:
            os.waitpid(asked["reap"], 0)
            said = "reaped"
        else:
            said = forked({"server": serve, "worker": work}[asked["start"]], asked.get("port", 0))
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
