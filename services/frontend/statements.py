"""Pages that say what this is: help, accessibility, privacy, cookies. Anybody may read them."""

from flask import Blueprint, Response

from services.frontend.pages import frame_if_signed_in, plain_page

STATEMENTS = {
    "help": "Help",
    "accessibility": "Accessibility statement",
    "privacy": "Privacy",
    "cookies": "Cookies",
}


def add_statements(shared: Blueprint) -> None:
    """Serve each statement at the address of its name."""
    for name in STATEMENTS:
        shared.add_url_rule(f"/{name}", "statement", statement, defaults={"name": name})


def statement(name: str) -> Response:
    """One of the statements."""
    return plain_page(f"frontend/statements/{name}.html", frame=frame_if_signed_in())
