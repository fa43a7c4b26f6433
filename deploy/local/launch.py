"""From nothing to a running system with the sample in it, and what is done while it runs."""

import time
from collections.abc import Callable
from pathlib import Path

from deploy.local import background, ports, run_file, welcome
from deploy.local.arguments import Wishes
from deploy.local.screen import Screen
from deploy.local.stack import PARTS, Stack, running
from deploy.sample import ORGANISATION
from deploy.sample.day import play


def launch(wishes: Wishes, *, data: Path, screen: Screen) -> bool:
    """Run everything in `data`: for a demonstration until the sample is played, else for ever.

    Returns whether the sample came out as it should.
    """
    # A launcher that was killed leaves one that describes nothing.
    run_file.remove(data)
    port = None if wishes.port is None else _free_port(wishes.port, screen)
    own = {"ORGANISATION": ORGANISATION} if wishes.sample else {}
    with running(data=data, parts=PARTS, port=port, settings=own, screen=screen) as stack:
        screen.settle()
        good = _play(stack, screen) if wishes.sample else True
        if not wishes.demo:
            _serve(stack, screen)
    return good


def _free_port(wanted: int, screen: Screen) -> int:
    port = ports.next_free(wanted)
    if port != wanted:
        screen.say(f"Port {wanted} is taken, so this is port {port}.")
    return port


def _play(stack: Stack, screen: Screen) -> bool:
    run = run_file.describe(stack)
    playing = background.begin(lambda: play(run, data=stack.place.data, say=screen.say))
    _watch(stack, until=playing.done)
    good = playing.result()
    if not good:
        screen.say("The sample did not come out as it should: see above.")
    return good


def _serve(stack: Stack, screen: Screen) -> None:
    """Tell where everything is and keep it running; only an exception ends this."""
    try:
        run_file.write(stack)
        for line in welcome.lines(run_file.describe(stack)):
            screen.say(line)
        screen.say("\nStop everything with Ctrl-C.")
        _watch(stack, until=lambda: False, changed=lambda: run_file.write(stack))
    finally:
        run_file.remove(stack.place.data)


def _watch(
    stack: Stack, *, until: Callable[[], bool], changed: Callable[[], None] = lambda: None
) -> None:
    while not until():
        if stack.supervisor.watch():
            changed()
        time.sleep(0.1)
