"""Who looks at the pages: sample people, one of each kind."""

import re
from pathlib import Path

SCREENS = Path(__file__).parents[2] / "var" / "screens"
PASSWORD = "sample-password"  # of the sample realm
SIZES = {1280: 900, 320: 640}
"""Widths in CSS pixels and their heights: a wide screen, and a telephone or 400% zoom."""

PEOPLE = {
    "staff": "amara.okafor",
    "manager": "nadia.rahman",
    "manager of managers": "helen.whitcombe",
    "digital lead": "rosalind.hart",
    "digital lead of a unit": "liam.oconnor",
    "learning admin": "gwen.pritchard",
    "people admin": "marcus.bell",
    "auditor": "ingrid.solberg",
    "operator": "femi.adeyemi",
}


def URL(path):  # noqa: N802  # reads as what it is
    """Any address with this path."""
    return re.compile(rf"https?://[^/]+{re.escape(path)}(\?.*)?$")
