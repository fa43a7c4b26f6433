"""The pictures of the README, taken of the sample: `make screens`. No test run collects this."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
LARGEST = 150_000  # bytes
PICTURES = {
    "your-skills": ("craig.ellery", "/skills/", 1000),
    "your-team": ("nadia.rahman", "/reporting/team", 1000),
    "digital-plan": ("rosalind.hart", "/reporting/plan", 960),
    "initiative": ("rosalind.hart", "/reporting/plan/patient-portal", 960),
}


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("name", PICTURES)
def test_picture(browse, name):
    username, path, height = PICTURES[name]
    page = browse(username)
    page.set_viewport_size({"width": 1280, "height": height})
    page.goto(path)
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    assert file.stat().st_size < LARGEST
