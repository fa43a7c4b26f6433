"""Where the pages of reporting are gathered."""

from services.frontend.pages import Pages

pages = Pages("reporting")
