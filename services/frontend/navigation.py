"""Where pages lead: one table of links, and who is shown which."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from services.chassis.access import Principal, Role

LEADS = frozenset({Role.DIGITAL_LEAD, Role.AUDITOR, Role.LEARNING_ADMIN, Role.PEOPLE_ADMIN})
STANDS_IN = frozenset({Role.PEOPLE_ADMIN})
"""Roles that answer where nobody manages a person."""

YOUR_SKILLS = ("assess", "certificates", "roles", "framework", "evidence", "sent")
"""Pages of skills that belong to a person's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link: its text, where it leads, and which other addresses belong to it.

    It is shown to whoever has one of the roles, to `staff` (everybody with a staff number) and
    to `managers` (whoever has people in their line). Whether the page opens is its own rule's say.
    """

    text: str
    path: str
    under: tuple[str, ...] = ()
    staff: bool = False
    managers: bool = False
    roles: frozenset[Role] = field(default=frozenset())
    counts: bool = False

    def is_for(self, principal: Principal, *, manages: bool) -> bool:
        """Whether this person is shown the link."""
        staff = self.staff and principal.staff_number is not None
        return staff or (self.managers and manages) or bool(principal.roles & self.roles)

    def leads_to(self, path: str) -> bool:
        """Whether a page belongs to this link."""
        return path == self.path or any(
            path == each or path.startswith(f"{each}/") for each in self.under
        )


LINKS = (
    Link(text="For you to do", path="/reporting/", staff=True, roles=frozenset(Role)),
    Link(
        text="Your skills",
        path="/skills/",
        under=tuple(f"/skills/{each}" for each in YOUR_SKILLS),
        staff=True,
    ),
    Link(
        text="Your training",
        path="/courses/",
        under=("/courses/log", "/courses/training"),
        staff=True,
    ),
    Link(
        text="Courses",
        path="/courses/for-you",
        under=("/courses/for-you", "/courses/courses"),
        staff=True,
    ),
    Link(
        text="Your team",
        path="/reporting/team",
        under=(
            "/reporting/team",
            "/reporting/at-risk",
            "/reporting/who-can-help",
            "/skills/people",
        ),
        managers=True,
        roles=frozenset({Role.AUDITOR}),
    ),
    Link(
        text="To confirm",
        path="/courses/to-confirm",
        under=("/courses/to-confirm", "/skills/to-confirm"),
        managers=True,
        roles=STANDS_IN,
        counts=True,
    ),
    Link(text="Digital plan", path="/reporting/plan", under=("/reporting/plan",), roles=LEADS),
    Link(
        text="Catalogue",
        path="/courses/catalogue",
        under=("/courses/catalogue",),
        roles=frozenset({Role.LEARNING_ADMIN}),
    ),
    Link(
        text="People",
        path="/skills/admin/people",
        under=("/skills/admin",),
        roles=frozenset({Role.PEOPLE_ADMIN}),
    ),
    Link(
        text="System status",
        path="/reporting/status",
        under=("/reporting/status", "/skills/status", "/courses/status"),
        roles=frozenset({Role.OPERATOR, Role.AUDITOR}),
    ),
)


def links_for(principal: Principal, *, manages: bool) -> Iterator[Link]:
    """The links that this person is shown, in order."""
    return (link for link in LINKS if link.is_for(principal, manages=manages))
