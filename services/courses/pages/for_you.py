"""Courses for you: what should I do next, and why this?"""

from flask import Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import context, read, transact
from services.courses import policy, use_cases
from services.courses.domain import Limits
from services.courses.pages.routes import pages
from services.courses.use_cases import Suggestions
from services.frontend.forms import Form, ListField, choice
from services.frontend.pages import allow, go, page
from services.frontend.words import hours, pounds

HOURS = (4, 8, 16, 40, 80)
POUNDS = (0, 100, 250, 500, 1000, 2500)
ANY = choice("", "Any")


def _up_to(amount: str) -> str:
    return f"Up to {amount}"


def _one_of(numbers: tuple[int, ...], field: ListField) -> int | None:
    text = field.data or ""
    return next((each for each in numbers if str(each) == text), None)


class Filters(Form):
    """Against which role, and how much the courses may last and cost together."""

    role = ListField("For the role", validate_choice=False)
    hours = ListField(
        "Hours I have", choices=[ANY, *(choice(str(n), _up_to(hours(n))) for n in HOURS)]
    )
    budget = ListField(
        "Cost",
        choices=[ANY, *(choice(str(n), _up_to(pounds(n * 100)) if n else "Free") for n in POUNDS)],
    )

    def limits(self) -> Limits:
        """The limits; what is not on offer limits nothing."""
        budget = _one_of(POUNDS, self.budget)
        pence = None if budget is None else budget * 100
        return Limits(budget_pence=pence, hours=_one_of(HOURS, self.hours))

    def offer(self, found: Suggestions) -> None:
        """Let people choose among the roles there are, their own marked."""
        own = next((one for one in found.roles if one.role_level == found.own_level), None)
        self.role.choices = [
            choice("", f"{own.name} (yours)" if own else "Your own"),
            *(choice(each.role_level, each.name) for each in found.roles if each != own),
        ]


@pages.get("/for-you")
@allow(policy.LOG_TRAINING)
def for_you() -> Response:
    """The courses that close the person's gaps, in the order to take them."""
    form = Filters(request.args, meta={"csrf": False})  # it only looks
    found = read(
        use_cases.suggestions,
        staff_number=g.principal.staff_number,
        role_level=form.role.data or None,
        limits=form.limits(),
    )
    form.offer(found)
    return page(
        "courses/for-you.html",
        filters=form,
        found=found,
        limited=form.limits() != Limits(),
        today=context().clock.today(),
        token=Form(),
    )


@pages.post("/for-you/hide")
@allow(policy.HIDE_COURSES)
def hide() -> AnyResponse:
    """Recommend a course no more."""
    transact(
        use_cases.hide_course,
        staff_number=g.principal.staff_number,
        course=request.form.get("course", ""),
    )
    return go("pages.for_you")


@pages.post("/for-you/show")
@allow(policy.HIDE_COURSES)
def show() -> AnyResponse:
    """Recommend again what was hidden."""
    transact(use_cases.show_hidden, staff_number=g.principal.staff_number)
    return go("pages.for_you")
