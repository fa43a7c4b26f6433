"""What happened to the plan: who changed an initiative when, and what it was before and after."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.reporting.domain.plan import Initiative


class ChangeKind(StrEnum):
    """What was done."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """One change of one initiative; `before` is None where it is new, `after` where it is gone.

    `staff_number` is who did it, where they have one; `client` the program they used, if any.
    """

    id: str
    initiative: str
    at: datetime
    staff_number: str | None = None
    client: str | None = None
    before: Initiative | None = None
    after: Initiative | None = None

    @property
    def kind(self) -> ChangeKind:
        """What was done."""
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.CHANGED if self.after is not None else ChangeKind.REMOVED

    @property
    def state(self) -> Initiative:
        """What the initiative is after it; where it is gone, what it was. Raises ValueError."""
        found = self.after or self.before
        if found is None:
            raise ValueError(self.id)
        return found


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an initiative that was changed."""

    field: str
    before: Any
    after: Any


def changed_fields(before: Initiative | None, after: Initiative | None) -> tuple[FieldChange, ...]:
    """The fields in which an initiative differs before and after; nothing at all is None."""
    pairs = (
        FieldChange(each.name, _of(before, each.name), _of(after, each.name))
        for each in fields(Initiative)
        if each.name != "initiative"
    )
    return tuple(pair for pair in pairs if pair.before != pair.after)


def _of(initiative: Initiative | None, name: str) -> Any:
    found = getattr(initiative, name, None)
    return None if found in ((), "") else found
