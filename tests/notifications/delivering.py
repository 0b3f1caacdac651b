"""A server that delivers from the database it is given and is started again whenever it is killed; writes each pid."""

import os
import sys
import time

from app.config import get_settings
from app.database import create_engine_for
from app.notifications import work

if __name__ == "__main__":
    while (pid := os.fork()) != 0:  # what is loaded once serves every start
        print(pid, flush=True)  # noqa: T201 -- the test reads it
        os.waitpid(pid, 0)
    work.start(create_engine_for(sys.argv[1]), get_settings())
    time.sleep(60)
