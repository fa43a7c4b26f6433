"""The pages of courses."""

from services.courses.pages import (
    answering,
    catalogue,
    catalogue_import,
    changing,
    course,
    editing,
    finding,
    for_you,
    log_training,
    to_confirm,
    withdrawing,
    your_training,
)
from services.courses.pages.routes import pages

__all__ = [
    "answering",
    "catalogue",
    "catalogue_import",
    "changing",
    "course",
    "editing",
    "finding",
    "for_you",
    "log_training",
    "pages",
    "to_confirm",
    "withdrawing",
    "your_training",
]
