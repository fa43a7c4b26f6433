"""`make demo`, as a newcomer runs it: every figure comes out as the sample says."""

import subprocess
import sys


class TestTheDemo:
    def test_ends_well(self):
        done = subprocess.run(
            [sys.executable, "-m", "deploy.local", "--demo"],
            capture_output=True,
            text=True,
            check=False,
            timeout=400,
        )

        assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-3000:]
