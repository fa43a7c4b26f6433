"""The pages of courses."""

from services.courses.pages import answering, finding, log_training, to_confirm
from services.courses.pages.routes import pages

__all__ = ["answering", "finding", "log_training", "pages", "to_confirm"]
