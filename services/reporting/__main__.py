"""`python -m services.reporting relay | consumer | rebuild | republish | dead-letters`."""

import sys

from services.chassis.commands import main
from services.reporting.service import SERVICE

if __name__ == "__main__":
    sys.exit(main(SERVICE))
