"""A shell or `python -m siglum` -> the command line, and an end of the process without delay."""

import atexit
import os
import sys
import threading

from siglum.cli import main


def run() -> None:
    """Run the command that the arguments of the process name; never returns.

    What was read is not freed piece by piece, which takes a fifth of the time of checking a large
    file: the system takes all of it at once.
    """
    try:
        main()
    except SystemExit as stop:
        code = 0 if stop.code is None else stop.code
        if not isinstance(code, int) or threading.active_count() > 1:
            raise
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except OSError:
            raise stop from None  # nobody reads any longer: Python has its own end for that
        atexit._run_exitfuncs()  # noqa: SLF001 - temporary folders are removed
        os._exit(code)


if __name__ == "__main__":
    run()
