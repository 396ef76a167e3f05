"""On Windows the bits of a mode mean nothing: the access list of the folder closes it to others.

A folder below the profile of the user is closed already; one that was chosen elsewhere may inherit
the access of a whole service. Not tried on Windows: the command is the documented one.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def closing_command(folder: Path, user: str) -> list[str]:
    """Return what leaves a folder, and what is made in it, to one user alone."""
    return ["icacls", str(folder), "/inheritance:r", "/grant:r", f"{user}:(OI)(CI)F", "/Q"]


def close_to_others(folder: Path) -> bool:
    """Close a folder to the other users of the computer; return whether the system said so."""
    domain, user = os.environ.get("USERDOMAIN", ""), os.environ.get("USERNAME", "")
    if not user:
        return False
    name = f"{domain}\\{user}" if domain else user
    ran = subprocess.run(closing_command(folder, name), capture_output=True, check=False)
    return ran.returncode == 0
