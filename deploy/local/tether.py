"""Runs a command that cannot outlive the process that started it (Linux).

`python tether.py LAUNCHER COMMAND…` becomes COMMAND under its own process id. When the thread that
started it ends, however it ends, the kernel sends COMMAND a SIGTERM.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Tie this process to the launcher named first, then become the command that follows."""
    launcher, *command = sys.argv[1:]
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    # The launcher may have died before the line above: then no signal would ever come.
    if os.getppid() != int(launcher):
        sys.exit(1)
    # Python ignores it and the command would inherit that.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.execvpe(command[0], command, os.environ)


if __name__ == "__main__":
    main()
