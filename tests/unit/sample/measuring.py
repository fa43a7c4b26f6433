"""A slow measuring of readiness on what was reckoned: augmenting paths, one post at a time."""

from datetime import date
from typing import Any

from deploy.sample.story import read
from tests.unit.sample.reckoning import Organisation, requirements


def fillable(posts: list[tuple[str, list[str]]]) -> int:
    """How many of these posts can be filled at once; each comes with the people who meet it."""
    filled: dict[str, int] = {}

    def place(post: int, tried: set[str]) -> bool:
        for person in posts[post][1]:
            if person not in tried:
                tried.add(person)
                if person not in filled or place(filled[person], tried):
                    filled[person] = post
                    return True
        return False

    return sum(place(post, set()) for post in range(len(posts)))


def coverage(organisation: Organisation, initiative: dict[str, Any], on: date) -> float:
    """Of what the posts require skill by skill, the share that the people of their units hold."""
    needed: dict[tuple[str, int], tuple[int, set[str]]] = {}
    for post in initiative["posts"]:
        for key in requirements()[post["role_level"]].items():
            count, people = needed.get(key, (0, set()))
            units = set(organisation.at_work(post["unit"], on))
            needed[key] = count + post["headcount"], people | units
    have = 0
    for (skill, level), (count, people) in needed.items():
        held = sum(organisation.levels(p, on).get(skill, 0) >= level for p in people)
        have += min(count, held)
    return have / sum(count for count, _ in needed.values())


def readiness(organisation: Organisation, on: date) -> dict[str, Any]:
    """The figures in the form of expected.json."""
    plan = read("initiatives.json", today=organisation.today)
    served: list[tuple[str, list[str]]] = []
    figures = {}
    for initiative in sorted(plan, key=lambda i: (i["priority"], i["deadline"], i["initiative"])):
        alone: list[tuple[str, list[str]]] = []
        lines = []
        for post in initiative["posts"]:
            meets = organisation.meeting(post, on)
            same = [(post["role_level"], meets)] * post["headcount"]
            gains = [fillable(x + same) - fillable(x) for x in (alone, served)]
            alone, served = alone + same, served + same
            lines.append(
                {
                    "role_level": post["role_level"],
                    "unit": post["unit"],
                    "headcount": post["headcount"],
                    "fillable": gains[0],
                    "fillable_in_plan": gains[1],
                    "meets": meets,
                }
            )
        posts = len(alone)
        totals = {name: sum(x[name] for x in lines) for name in ("fillable", "fillable_in_plan")}
        figures[initiative["initiative"]] = {
            "posts": posts,
            **totals,
            "readiness": round(totals["fillable"] / posts, 3),
            "readiness_in_plan": round(totals["fillable_in_plan"] / posts, 3),
            "skill_coverage": round(coverage(organisation, initiative, on), 3),
            "lines": lines,
        }
    return {
        "plan": {
            "posts": len(served),
            "fillable_in_plan": fillable(served),
            "readiness_in_plan": round(fillable(served) / len(served), 3),
        },
        "initiatives": figures,
    }
