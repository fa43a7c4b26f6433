"""What one may say on the command line."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from deploy.local.surroundings import ROOT

DESCRIPTION = """\
Starts the whole system on this machine, without Docker: MongoDB, Apache Kafka, Keycloak and a
gateway from packages, then the three services; plays the sample organisation on it once; stays up
until Ctrl-C."""
EPILOGUE = """\
Servers that the environment names are used instead of started: MONGO_URL,
KAFKA_BOOTSTRAP_SERVERS, OIDC_ISSUER (and OIDC_INTERNAL_URL). What is fetched is kept in the
user's cache folder; READINESS_CACHE names another. Every setting of the services that is set in
the environment goes on to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the launcher shall do.

    Without `data` they are thrown away in the end; without `port` any free one will do.
    """

    data: Path | None
    port: int | None
    sample: bool
    demo: bool


def read(words: list[str] | None = None) -> Wishes:
    """Read the command line (or `words`); a wrong one ends the program with a message."""
    parser = _parser()
    said = parser.parse_args(words)
    data, port = (None, None) if said.demo else (ROOT / "var", _default_port(parser))
    return Wishes(
        data=said.data or data, port=said.port or port, sample=said.sample, demo=said.demo
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m deploy.local", description=DESCRIPTION, epilog=EPILOGUE
    )
    parser.add_argument(
        "--port",
        type=_port,
        help="the public port; the next free one if it is taken (default: PORT, else 8080)",
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="the folder that keeps the data, for one launcher at a time (default: var)",
    )
    parser.add_argument(
        "--no-sample",
        dest="sample",
        action="store_false",
        help="start with nothing in it: no framework, no people, no day that is played",
    )
    parser.add_argument(
        "--demo",
        action="store_true",
        help="use throw-away data and free ports, play the sample and stop; the exit code is 0"
        " only if every figure came out as the sample says",
    )
    return parser


def _default_port(parser: argparse.ArgumentParser) -> int:
    try:
        return _port(os.environ.get("PORT") or "8080")
    except argparse.ArgumentTypeError as error:
        parser.error(f"PORT: {error}")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text) < 65_536:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)
