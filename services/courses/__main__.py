"""`python -m services.courses relay | consumer | rebuild | republish | dead-letters`."""

import sys

from services.chassis.commands import main
from services.courses.service import SERVICE

if __name__ == "__main__":
    sys.exit(main(SERVICE))
