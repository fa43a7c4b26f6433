"""The plan as a file: taken away as CSV, and brought in again."""

from collections.abc import Mapping

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from services.chassis.context import read
from services.chassis.import_routes import run_import
from services.chassis.imports import ImportReport
from services.frontend.downloads import as_csv
from services.frontend.forms import Form, UploadField
from services.frontend.importing import Column, FileImport, ask, take
from services.frontend.pages import allow
from services.reporting import policy
from services.reporting.domain import COLUMNS, rows_of
from services.reporting.pages.routes import pages
from services.reporting.schemas import read_plan
from services.reporting.use_cases import import_plan
from services.reporting.use_cases.overview import visible_plan


class PlanFileForm(Form):
    """The file of the plan."""

    file = UploadField("The plan as a CSV file")


MEANINGS = {
    "initiative": (
        "A short name that stays the same, of small letters, digits and hyphens: patient-portal. "
        "Rows with the same name are one initiative",
        True,
    ),
    "title": ("What the initiative is called, the same in each of its rows", True),
    "summary": ("What it is, in a few sentences", False),
    "starts_on": ("When it starts, as 2026-03-31", False),
    "deadline": ("When it must be done, as 2026-12-31", True),
    "priority": ("A whole number; 1 is given people first", True),
    "budget_pence": ("The budget in pence: 64000000 for £640,000", False),
    "role_level": (
        "The role that is wanted, as the framework names it: senior-user-researcher. Empty, "
        "with the next two, for an initiative without posts",
        True,
    ),
    "unit": ("The unit in which, or below which, these people work, by its short name", True),
    "headcount": ("How many people of this role are wanted there", True),
}


@pages.get("/plan.csv")
@allow(policy.READ_READINESS)
def plan_file() -> Response:
    """The plan as a file with a row for each line of posts; it can be brought in again."""
    return as_csv("digital-plan.csv", COLUMNS, rows_of(read(visible_plan)))


@pages.get("/plan/import")
@allow(policy.WRITE_PLAN)
def plan_import() -> AnyResponse:
    """Ask for a file."""
    return ask(PLAN_FILE)


@pages.post("/plan/import")
@allow(policy.WRITE_PLAN)
def take_plan_file() -> AnyResponse:
    """Show what would come of the file, then save it."""
    return take(PLAN_FILE)


def _run(dry_run: bool, files: Mapping[str, bytes]) -> ImportReport:
    return run_import(dry_run, import_plan, **read_plan(files["file"]))


PLAN_FILE = FileImport(
    title="Bring in the plan from a file",
    path="/reporting/plan/import",
    back=("/reporting/plan", "Digital plan"),
    one="initiative",
    many="initiatives",
    form=PlanFileForm,
    columns={
        "file": tuple(
            Column(name=name, meaning=meaning, needed=needed)
            for name, (meaning, needed) in MEANINGS.items()
        )
    },
    run=_run,
    done="pages.plan",
    export="/reporting/plan.csv",
)
