"""`python -m services.skills relay | consumer | rebuild | republish | dead-letters`."""

import sys

from services.chassis.commands import main
from services.skills.service import SERVICE

if __name__ == "__main__":
    sys.exit(main(SERVICE))
