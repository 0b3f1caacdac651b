"""`dagkaart serve`, started again whenever it is killed; writes each pid."""

import os
import sys

from app import cli, main

if __name__ == "__main__":
    assert main.ROUTERS  # what is loaded once serves every start
    while (pid := os.fork()) != 0:
        print(pid, flush=True)  # noqa: T201 -- the test reads it
        _, status = os.waitpid(pid, 0)
        if not os.WIFSIGNALED(status):
            sys.exit("the server ended by itself")
    os.dup2(2, 1)  # its words go to the log
    cli.run(port=int(sys.argv[1]), is_empty=True)
