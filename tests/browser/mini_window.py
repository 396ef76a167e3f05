"""What a tab runs in the tests of the browser: the application on the mini base, unlocked."""

from __future__ import annotations

import sys

from expert.store.chosen import data_folder
from tests.tui.cases import office_again, office_in
from tests.tui.support import mini_services
from tui.app import QualifApp

if __name__ == "__main__":
    office_in(data_folder())
    QualifApp(office=office_again(data_folder()), load=mini_services).run()
    sys.exit(0)
