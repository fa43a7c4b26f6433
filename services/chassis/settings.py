"""Everything a process is told by its environment; the only file that reads it."""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Self
from zoneinfo import ZoneInfo


class MissingSettings(Exception):
    """Settings that are missing or cannot stand, all of them in one message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Each field is the variable of its name in capitals; those without default must be set."""

    mongo_url: str
    kafka_bootstrap_servers: str
    oidc_issuer: str
    oidc_internal_url: str = ""
    oidc_audience: str = "readiness-api"
    oidc_staff_number_claim: str = "staff_number"
    oidc_unit_claim: str = "unit"
    oidc_roles_claim: str = "roles"
    oidc_web_client: str = "readiness-web"
    readiness_web_secret: str = ""
    session_secret: str = ""
    organisation: str = ""
    public_url: str = "http://localhost:8080"
    business_time_zone: str = "Europe/London"
    database_prefix: str = "readiness_"
    topic_prefix: str = ""
    prometheus_multiproc_dir: str = ""
    log_level: str = "INFO"
    slot: int = 0

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read them whole. Raises MissingSettings with every name that lacks a value or has one
        that cannot stand."""
        found = os.environ if environment is None else environment
        given = {f: found.get(f.name.upper(), "") for f in fields(cls)}
        missing = [f.name.upper() for f in given if f.default is MISSING and not given[f]]
        faults = [f"Set these in the environment: {', '.join(missing)}."] if missing else []
        values: dict[str, Any] = {}
        for name, value in ((f.name, value) for f, value in given.items() if value):
            read, form = FORMS.get(name, (str, ""))
            try:
                values[name] = read(value)
            except (ValueError, KeyError):
                faults.append(f"{name.upper()} must be {form}.")
        if faults:
            raise MissingSettings(" ".join(faults))
        return cls(**values)


def _time_zone(name: str) -> str:
    return ZoneInfo(name).key


def _log_level(name: str) -> str:
    return logging.getLevelName(logging.getLevelNamesMapping()[name])


FORMS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "slot": (int, "a whole number"),
    "business_time_zone": (_time_zone, "a time zone by its IANA name, as Europe/London"),
    "log_level": (_log_level, "DEBUG, INFO, WARNING or ERROR"),
}
"""What is no plain text: how it is read, and what it must be."""
