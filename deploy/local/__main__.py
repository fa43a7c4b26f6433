"""`python -m deploy.local`: the whole system on this machine, without Docker."""

import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from deploy.local import arguments, checks, terminal
from deploy.local.arguments import Wishes
from deploy.local.data_folder import InUseError, claimed
from deploy.local.errands import ErrandFailedError
from deploy.local.launch import launch
from deploy.local.screen import Screen
from deploy.local.supervisor import NotReadyError

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopAsked(Exception):
    """Ctrl-C, a closed terminal, or a polite kill."""


def main() -> int:
    """Run until asked to stop, or with --demo until the sample is played; return the exit code."""
    wishes = arguments.read()
    for signal_number in SIGNALS:
        signal.signal(signal_number, _stop)
    screen = terminal.screen()
    try:
        return _run(wishes, screen)
    except StopAsked:
        return 1 if wishes.demo else 0
    except (InUseError, ErrandFailedError, NotReadyError) as error:
        screen.settle()
        print(error, file=sys.stderr)
        return 1
    finally:
        screen.settle()


def _run(wishes: Wishes, screen: Screen) -> int:
    with _folder(wishes) as data:
        lacking = tuple(checks.lacking(data))
        for line in lacking:
            print(line, file=sys.stderr)
        if lacking:
            return 1
        with claimed(data):
            good = launch(wishes, data=data, screen=screen)
    return 0 if good or not wishes.demo else 1


@contextmanager
def _folder(wishes: Wishes) -> Iterator[Path]:
    if wishes.data is not None:
        yield wishes.data.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="readiness-") as folder:
        yield Path(folder)


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Ask once: a second Ctrl-C must not disturb the stopping that the first one began."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise StopAsked


if __name__ == "__main__":
    sys.exit(main())
