"""The file of the settings: found where the system keeps them, read kindly, written at once."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Final

from platformdirs import user_config_path

from expert.atomic_files import replace_file
from expert.plain_text import one_line
from expert.settings.model import Settings, SettingsError, settings_of

_NAME: Final = "reglages.toml"
_LARGEST: Final = 100_000
_HEADER: Final = """\
# Réglages de Qualif. Ce fichier peut être modifié à la main ; une ligne absente garde sa valeur.
# theme : "clair", "sombre" ou "contraste élevé"
# lecteur : "" (demander), "manager", "rh", "juriste" ou "contradiction"
# dossiers : chemin complet du dossier des données, "" pour celui du système
# base : adresse de la base PostgreSQL de l'équipe, sans mot de passe, "" pour ce poste seul
# identifiant : celui du dernier compte ouvert
# verrouillage : minutes sans toucher au clavier avant de redemander la phrase de passe
# animations, bienvenue (l'accueil se montre à l'ouverture) : true ou false
"""
_LINE = re.compile(r"^\s*([\w-]+)\s*=[^#\n]*?(\s*#.*)?$")


def settings_path() -> Path:
    """Return where the settings are kept, without creating anything."""
    return user_config_path("qualif", appauthor=False) / _NAME


def read_settings(path: Path) -> tuple[Settings, str | None]:
    """Return the settings of a file and, when it cannot be taken, the French sentence that says so.

    A file that is absent means the defaults; so does one that is refused, which is left as it is.
    """
    try:
        return settings_of(tomllib.loads(_text(path))), None
    except FileNotFoundError:
        return Settings(), None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = found[1] if found else len(_text(path).splitlines())  # « at end of document »
        return Settings(), _refusal(f"{path}:{line}", "ligne mal écrite ; attendu : clé = valeur")
    except (SettingsError, UnicodeDecodeError) as error:
        said = str(error) if isinstance(error, SettingsError) else "ce n'est pas du texte UTF-8"
        return Settings(), _refusal(str(path), said)
    except OSError:
        return Settings(), _refusal(str(path), "fichier illisible")


def write_settings(path: Path, settings: Settings, now: datetime) -> Path | None:
    """Write the settings, the lines and remarks of the person kept where they are.

    Returns:
        Where a file that could not be taken was put aside, None when there was none.

    Raises:
        OSError: nothing was written, the file that was there is untouched.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = _put_aside(path, now) if read_settings(path)[1] is not None else None
    replace_file(path, _new_text(path, settings).encode())
    return aside


def _text(path: Path) -> str:
    if path.is_file() and path.stat().st_size > _LARGEST:
        raise SettingsError("fichier trop long pour des réglages")
    return path.read_bytes().decode("utf-8")


def _refusal(place: str, said: str) -> str:
    return one_line(
        f"{place} : {said}. Les réglages par défaut sont utilisés ; ce fichier est gardé tel quel."
    )


def _put_aside(path: Path, now: datetime) -> Path | None:
    """Keep a file that cannot be taken under another name, which nothing takes from it later."""
    if not path.exists():
        return None
    stem = f"{path.name}.refuse-{now:%Y%m%d-%H%M%S}"
    names = (path.with_name(f"{stem}{end}") for end in ("", *(f"-{n}" for n in range(2, 1000))))
    aside = next(name for name in names if not name.exists())
    path.rename(aside)
    return aside


def _new_text(path: Path, settings: Settings) -> str:
    """Return the text of the file: changed line by line when that says the same, else anew."""
    wanted = settings.written()
    lines = [f"{key} = {_value(value)}" for key, value in wanted.items()]
    anew = _HEADER + "\n".join(lines) + "\n"
    if not path.exists():
        return anew
    changed = _changed_lines(_text(path), wanted)
    try:
        same = tomllib.loads(changed) == wanted
    except tomllib.TOMLDecodeError:
        same = False
    return changed if same else anew


def _changed_lines(text: str, wanted: dict[str, str | bool | int]) -> str:
    """Return the lines of a person with other values; what they did not say comes after."""
    left = dict(wanted)
    lines = []
    for line in text.splitlines():
        found = _LINE.match(line)
        if found is not None and found[1] in left:
            line = f"{found[1]} = {_value(left.pop(found[1]))}{found[2] or ''}"
        lines.append(line)
    lines += [f"{key} = {_value(value)}" for key, value in left.items()]
    return "\n".join(lines) + "\n"


def _value(value: str | bool | int) -> str:
    """Return a value as TOML has it: its texts are those of JSON, but for the delete character."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
