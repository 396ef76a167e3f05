"""Files of the present formats, kept for ever: `python -m tests.exchange.make_vectors FOLDER`.

Run once a format, when it is published. A version that no longer opens them has a defect.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from expert.exchange.backup import write_backup
from expert.exchange.single import Travelling, sealed_case
from expert.office.desk import Desk
from expert.office.founding import found
from expert.office.unlocking import unlocked
from expert.store.opening import open_file
from tests.office.planted import Marks, planted_case
from tests.office.support import FIRST, OFFICERS
from tests.store.support import PHRASE

FILE_PHRASE = "la phrase du fichier"


def main(folder: Path) -> None:
    """Write the four files."""
    store = open_file(folder / "dossiers-1.sqlite")
    found(store, FIRST, OFFICERS)
    account = unlocked(store, FIRST.login, PHRASE)
    case, file = planted_case(account.id, Marks(), times=2)
    digest = hashlib.sha256(file).hexdigest()
    Desk(store, account).create(case, {digest: file})
    with (folder / "sauvegarde-1.qualif").open("wb") as stream:
        (folder / "trousseau-1.age").write_bytes(write_backup(store, account, stream))
    sealed = sealed_case(Travelling(case, {digest: file}), FILE_PHRASE)
    (folder / "echange-1.age").write_bytes(sealed)
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
