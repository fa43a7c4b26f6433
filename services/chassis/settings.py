"""Everything a process is told by its environment; the only file that reads it."""

import os
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from typing import Any, Self


class MissingSettings(Exception):
    """Settings without which nothing can start, all of them in one message."""


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
    public_url: str = "http://localhost:8080"
    business_time_zone: str = "Europe/London"
    database_prefix: str = "readiness_"
    topic_prefix: str = ""
    prometheus_multiproc_dir: str = ""
    log_level: str = "INFO"
    slot: int = 0

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read them whole. Raises MissingSettings with every name that lacks a value."""
        found = os.environ if environment is None else environment
        given = {f: found.get(f.name.upper(), "") for f in fields(cls)}
        missing = [f.name.upper() for f in given if f.default is MISSING and not given[f]]
        if missing:
            raise MissingSettings(f"Set these in the environment: {', '.join(missing)}.")
        values: dict[str, Any] = {f.name: _typed(f, v) for f, v in given.items() if v}
        return cls(**values)


def _typed(field: Field[Any], value: str) -> object:
    if field.type in (int, "int"):
        try:
            return int(value)
        except ValueError as error:
            raise MissingSettings(f"{field.name.upper()} must be a whole number.") from error
    return value
