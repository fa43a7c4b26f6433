"""What happened in reporting, said in the data of its contracts."""

from services.chassis.documents import to_document
from services.chassis.work import Work
from services.reporting.domain import Initiative


def initiative_changed(work: Work, initiative: Initiative, version: int) -> None:
    """Publish an initiative of the plan."""
    work.publish(
        "reporting.initiative.changed.v1",
        initiative.initiative,
        to_document(initiative),
        version,
    )


def initiative_removed(work: Work, initiative: str, version: int) -> None:
    """Publish that an initiative is gone."""
    work.publish("reporting.initiative.removed.v1", initiative, {"removed": True}, version)
