"""The settings: what each means, what it may be, what it is when nobody said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from expert.store.chosen import holds_password

_LONGEST_LOGIN: Final = 30

THEMES: Final = ("clair", "sombre", "contraste élevé")
READERS: Final = ("", "manager", "rh", "juriste", "contradiction")
"""Who the result is prepared for when a new incident is opened; nothing: always ask."""

LONGEST_WAIT: Final = 120
"""Most minutes without a key before the screen is locked."""

KEYS: Final = (
    "theme",
    "lecteur",
    "dossiers",
    "base",
    "identifiant",
    "verrouillage",
    "animations",
    "bienvenue",
)


class SettingsError(ValueError):
    """A setting that cannot be taken, in a French sentence."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose. `folder` None: where the system keeps the data of programs.

    `base` is the address of the PostgreSQL of a team, empty for the file of `folder`; `login` the
    account that was opened last; `lock_after` the minutes without a key before it is locked.
    """

    theme: str = "sombre"
    reader: str = ""
    folder: Path | None = None
    base: str = ""
    login: str = ""
    lock_after: int = 10
    animations: bool = False
    welcome: bool = True

    def written(self) -> dict[str, str | bool | int]:
        """Return the settings as the file has them, key by key."""
        return {
            "theme": self.theme,
            "lecteur": self.reader,
            "dossiers": "" if self.folder is None else str(self.folder),
            "base": self.base,
            "identifiant": self.login,
            "verrouillage": self.lock_after,
            "animations": self.animations,
            "bienvenue": self.welcome,
        }


def settings_of(data: Mapping[str, Any]) -> Settings:
    """Return the settings that a file says; what it does not say keeps its default.

    Raises:
        SettingsError: a key is unknown, or a value is not one of its own.
    """
    for key in data:
        if key not in KEYS:
            hint = _nearest(key, KEYS) or f" ; attendu : {', '.join(KEYS)}"
            raise SettingsError(f"réglage inconnu : « {key} »{hint}")
    default = Settings()
    return Settings(
        theme=_one_of(data, "theme", THEMES, default.theme),
        reader=_one_of(data, "lecteur", READERS, default.reader),
        folder=folder_of(_text(data, "dossiers")),
        base=address_of(_text(data, "base")),
        login=_text(data, "identifiant").strip()[:_LONGEST_LOGIN],
        lock_after=_minutes(data, default.lock_after),
        animations=_yes(data, "animations", default.animations),
        welcome=_yes(data, "bienvenue", default.welcome),
    )


def folder_of(text: str) -> Path | None:
    """Return the folder that a text names; « ~ » is the folder of the person, nothing is None.

    Raises:
        SettingsError: the text is not a whole path, or a file stands there.
    """
    written = text.strip()
    if not written:
        return None
    try:
        folder = Path(written).expanduser()
    except RuntimeError:
        raise SettingsError(f"« dossiers » : dossier introuvable : « {written} »") from None
    if "\0" in written or not folder.is_absolute():
        raise SettingsError(
            f"« dossiers » : chemin complet attendu, par exemple {Path.home() / 'incidents'}"
        )
    if folder.exists() and not folder.is_dir():
        raise SettingsError(f"« dossiers » : ce n'est pas un dossier : « {written} »")
    return folder


def address_of(text: str) -> str:
    """Return the address of the PostgreSQL of a team, or nothing.

    Raises:
        SettingsError: it is not one, or it holds a password, which has no place in a file.
    """
    address = text.strip()
    if not address:
        return ""
    if not re.match(r"postgresql(\+psycopg)?://", address):
        raise SettingsError("« base » : adresse attendue, postgresql://compte@serveur/base")
    if holds_password(address):
        raise SettingsError(
            "« base » : une adresse sans mot de passe est attendue ; il se garde dans le fichier "
            ".pgpass de PostgreSQL"
        )
    return address


def _nearest(name: str, valid: tuple[str, ...]) -> str:
    """Return the nearest valid name, as every refusal says it; loaded for a refusal alone."""
    hint: str = import_module("knowledge").nearest(name, valid)
    return hint


def _one_of(data: Mapping[str, Any], key: str, allowed: tuple[str, ...], default: str) -> str:
    value = _text(data, key, default)
    if value not in allowed:
        named = ", ".join(f"« {name} »" for name in allowed if name)
        hint = _nearest(value, allowed) or f" ; attendu : {named}"
        raise SettingsError(f"« {key} » : valeur inconnue : « {value} »{hint}")
    return value


def _text(data: Mapping[str, Any], key: str, default: str = "") -> str:
    value = data.get(key, default)
    if not isinstance(value, str):
        raise SettingsError(f"« {key} » : texte entre guillemets attendu")
    return value


def _yes(data: Mapping[str, Any], key: str, default: bool) -> bool:
    value = data.get(key, default)
    if not isinstance(value, bool):
        raise SettingsError(f"« {key} » : « true » (oui) ou « false » (non) attendu")
    return value


def _minutes(data: Mapping[str, Any], default: int) -> int:
    value = data.get("verrouillage", default)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LONGEST_WAIT:
        raise SettingsError(f"« verrouillage » : des minutes attendues, de 1 à {LONGEST_WAIT}")
    return value
