"""What a base says of itself, once: its name, its version, the day it states the law on."""

from __future__ import annotations

from pydantic import Field

from knowledge.models.common import Day, Declaration, Identifier, Identifiers, Sentence


class Header(Declaration):
    """The header of a base: the keys of `base.yaml` that are not lists.

    `mention` closes every document: what the law asks to be said of an algorithm that helped.
    `sourced_since` is the first day of facts from which every rule names a text in force: before,
    the successive versions of the codes are not all in the registry (`qualif base prouver P11`).
    `milder_law_text` is the text that states the principle of the milder criminal law.
    """

    id: Identifier = Field(alias="base")
    version: Sentence
    law_as_of: Day = Field(alias="etat_du_droit")
    sourced_since: Day | None = Field(default=None, alias="sources_depuis")
    title: Sentence = Field(alias="titre")
    milder_law_text: Identifier | None = Field(default=None, alias="loi_plus_douce")
    mention: Sentence | None = None


class Profile(Declaration):
    """A kind of reader, whose goals the conclusions name.

    `goals_of` names another reader whose goals are also theirs. `recorded` are facts this reader
    is asked even when no goal hangs on them: what is told to who takes over. Their guards still
    hold.
    """

    id: Identifier = Field(alias="profil")
    label: Sentence = Field(alias="libelle")
    goals_of: Identifier | None = Field(default=None, alias="buts_de")
    recorded: Identifiers = Field(default=(), alias="releve")
