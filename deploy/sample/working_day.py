"""The acts of people on the working day: they log, claim, assess, confirm and reject."""

from typing import Any

from deploy.sample.client import Unexpected
from deploy.sample.stage import Stage
from deploy.sample.story import Answer, Ask, Request, Verdict


def ask(stage: Stage, act: Ask) -> None:
    """Post what people have to say, and check how each is answered."""
    for request in act.requests:
        post(stage, request)
    stage.say(f"{act.title}: {len(act.requests)}")


def post(stage: Stage, request: Request) -> None:
    """Post one thing; the same again, after a play that broke off, is answered 200."""
    reply = stage.client.call("POST", request.path, who=request.who, json=request.body)
    if stage.again and (request.status, reply.status) == (201, 200):
        return
    what = f"{request.who} posts to {request.path}, answered {reply.body}"
    stage.expect(what, got=reply.status, wanted=request.status)


def answer(stage: Stage, act: Answer) -> None:
    """Answer claims, and check what comes back."""
    for verdict in act.answers:
        claim = _claim(stage, verdict)
        place = "training" if verdict.service == "courses" else "evidence"
        path = f"/{verdict.service}/api/v1/{place}/{claim['id']}/verdict"
        reply = stage.client.call("POST", path, who=verdict.who, json=verdict.body)
        what = f"{verdict.who} answers {verdict.staff_number} {verdict.find}"
        stage.expect(what, got=reply.status, wanted=verdict.status)
    stage.say(f"{act.title}: {len(act.answers)}")


def _claim(stage: Stage, verdict: Verdict) -> dict[str, Any]:
    place = "training" if verdict.service == "courses" else "evidence"
    path = f"/{verdict.service}/api/v1/people/{verdict.staff_number}/{place}"
    items = stage.client.get(path, who=verdict.who, params={"limit": 200})["items"]
    for item in items:
        fields = {**item, **(item.get("outside") or {})}
        if all(fields.get(name) == value for name, value in verdict.find.items()):
            return dict(item)
    raise Unexpected(f"{verdict.who} does not find {verdict.find} of {verdict.staff_number}")
