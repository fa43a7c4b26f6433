"""Where the pages of skills are gathered."""

from services.frontend.pages import Pages

pages = Pages("skills")
