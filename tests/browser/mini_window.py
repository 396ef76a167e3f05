"""What a tab runs in the tests of the browser: the application on the mini base."""

from __future__ import annotations

import sys

from expert.casefiles.listing import incidents_folder

from tests.tui.support import mini_services
from tui.app import QualifApp

if __name__ == "__main__":
    QualifApp(folder=incidents_folder(), load=mini_services).run()
    sys.exit(0)
