"""Where the pages of courses are gathered."""

from services.frontend.pages import Pages

pages = Pages("courses")
