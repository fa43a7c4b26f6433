"""deploy/Dockerfile in parts: what each stage starts from, runs, copies and ends as."""

import re
from dataclasses import dataclass

from tests.unit.deploy.composed import ROOT


@dataclass(frozen=True, slots=True)
class Stage:
    base: str
    instructions: tuple[tuple[str, str], ...]

    def all(self, instruction: str) -> tuple[str, ...]:
        return tuple(words for name, words in self.instructions if name == instruction)

    @property
    def user(self) -> str:
        return self.all("USER")[-1]

    @property
    def copied(self) -> tuple[str, ...]:
        """What comes from the project's folder."""
        return tuple(
            source
            for words in self.all("COPY")
            if not words.startswith("--from=")
            for source in words.split()[:-1]
        )


def _read() -> dict[str, Stage]:
    text = (ROOT / "deploy" / "Dockerfile").read_text()
    lines = re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    stages: dict[str, Stage] = {}
    for line in filter(None, lines):
        name, _, words = line.partition(" ")
        if name == "FROM":
            base, _, stage = words.partition(" AS ")
            stages[stage] = Stage(base, ())
        else:
            last = list(stages)[-1]
            said = (*stages[last].instructions, (name, words.strip()))
            stages[last] = Stage(stages[last].base, said)
    return stages


STAGES = _read()
IMAGES = ("identity", "gateway", "services")
