"""The skill framework: skills with their descriptors, and role levels with what they require."""

import re
import unicodedata
from dataclasses import dataclass, replace

NO_DESCRIPTORS = ("", "", "", "")


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, known by the slug of its name; `levels` describes levels 1 to 4, "" for none."""

    skill: str
    name: str
    description: str = ""
    levels: tuple[str, ...] = NO_DESCRIPTORS


@dataclass(frozen=True, slots=True)
class Requirement:
    """A role level asks for a skill at a level, 1 to 4."""

    skill: str
    level: int


@dataclass(frozen=True, slots=True)
class RoleLevel:
    """A step of a role, by the slug of its name; one that requires nothing is met by nobody."""

    role_level: str
    name: str
    role: str
    family: str = ""
    role_description: str = ""
    description: str = ""
    requires: tuple[Requirement, ...] = ()


def slug(name: str) -> str:
    """Give the id that a name stands for: `User research (agile)` becomes `user-research-agile`.

    "" where the name has no letter or digit of the Latin alphabet.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def completed(skill: Skill, *, by: Skill) -> Skill:
    """Give the skill with its empty texts taken from another statement about the same skill."""
    return replace(
        skill,
        description=skill.description or by.description,
        levels=tuple(own or other for own, other in zip(skill.levels, by.levels, strict=True)),
    )
