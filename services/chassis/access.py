"""Who is calling, and rules that say who may; each service's policy.py is a table of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from services.chassis.errors import Forbidden, NotFound


class Role(StrEnum):
    """The realm roles. Manager is none: whoever has a reporting line is one."""

    STAFF = "staff"
    DIGITAL_LEAD = "digital-lead"
    LEARNING_ADMIN = "learning-admin"
    PEOPLE_ADMIN = "people-admin"
    AUDITOR = "auditor"
    OPERATOR = "operator"


class Scope(StrEnum):
    """What a system may be trusted with."""

    PEOPLE_WRITE = "people:write"
    TRAINING_WRITE = "training:write"
    READINESS_READ = "readiness:read"


BOUNDED = frozenset({Role.DIGITAL_LEAD, Role.PEOPLE_ADMIN, Role.AUDITOR})
"""Roles that the claim `unit` bounds to that unit and what lies under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who is calling: a person signed in (by staff number, where known) or a system (by client)."""

    subject: str
    client: str = ""
    staff_number: str | None = None
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    unit: str | None = None

    def holds(self, roles: Iterable[str], path: Iterable[str] = ()) -> bool:
        """Whether one of the roles is theirs for something that lies in the units of `path`."""
        held = self.roles.intersection(roles)
        if self.unit is None or held - BOUNDED:
            return bool(held)
        return bool(held) and self.unit in path


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who is calling, and on which business day."""

    principal: Principal
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """The person that a request is about: what a rule needs to know of them.

    `path` are the units from the root to theirs; `managed` says whether somebody in their line is
    at work.
    """

    staff_number: str
    line: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    managed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who may do one thing. What is not named may not.

    `anyone`: everybody signed in, and systems with any scope. `unmanaged`: roles that stand in
    where nobody in the person's line is at work, never for themselves.
    """

    anyone: bool = False
    own: bool = False
    line: bool = False
    unmanaged: frozenset[str] = field(default=frozenset())
    roles: frozenset[str] = field(default=frozenset())
    scopes: frozenset[str] = field(default=frozenset())

    def may_ever(self, principal: Principal) -> bool:
        """Whether something of this kind could be allowed to the caller at all."""
        return (
            self.anyone
            or (principal.staff_number is not None and (self.own or self.line))
            or bool(principal.roles & (self.roles | self.unmanaged))
            or bool(principal.scopes & self.scopes)
        )

    def allows(self, principal: Principal, whose: Whose) -> bool:
        """Whether the caller may do this to or see this of the person."""
        return (
            self.anyone
            or (self.own and principal.staff_number == whose.staff_number)
            or (self.line and principal.staff_number in whose.line)
            or principal.holds(self.roles, whose.path)
            or self._stands_in(principal, whose)
            or bool(principal.scopes & self.scopes)
        )

    def allows_unit(self, principal: Principal, path: Iterable[str]) -> bool:
        """Whether a role or scope of the caller holds for what lies in the units of `path`."""
        return (
            self.anyone or principal.holds(self.roles, path) or bool(principal.scopes & self.scopes)
        )

    def filter(self, principal: Principal, units: Iterable[str]) -> Mapping[str, Any]:
        """The people that the caller may see, as a query on `staff_number`, `line` and `unit`.

        `units` are the unit of the claim and all below it; they matter only where there is one.
        People that a role may see only where nobody manages them are not in it.
        """
        if self.anyone or principal.scopes & self.scopes:
            return {}
        if principal.roles & (self.roles - BOUNDED):
            return {}
        ways: list[Mapping[str, Any]] = []
        if principal.roles & self.roles:
            if principal.unit is None:
                return {}
            ways.append({"unit": {"$in": sorted(units)}})
        if self.own and principal.staff_number:
            ways.append({"staff_number": principal.staff_number})
        if self.line and principal.staff_number:
            ways.append({"line": principal.staff_number})
        return {"$or": ways} if ways else {"_id": {"$in": []}}

    def _stands_in(self, principal: Principal, whose: Whose) -> bool:
        return (
            not whose.managed
            and principal.staff_number != whose.staff_number
            and principal.holds(self.unmanaged, whose.path)
        )


def require(allowed: bool, what: str) -> None:
    """Raise NotFound unless allowed: what one may not see is answered like what is not there."""
    if not allowed:
        raise NotFound(f"There is no {what}.")


def require_ever(rule: Rule, principal: Principal) -> None:
    """Raise Forbidden when nothing of this kind would be allowed to the caller."""
    if not rule.may_ever(principal):
        raise Forbidden("You may not do this.")
