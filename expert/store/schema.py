"""The tables. What is sealed says so; the rest tells nothing of anybody's case.

A moment is written in UTC, ISO 8601, to the second. A case is a pseudonym drawn at random.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

_MOMENT = String(25)
_NAME = String(40)

setting = Table(
    "setting",
    metadata,
    Column("name", _NAME, primary_key=True),
    Column("value", String(2000), nullable=False),
)
"""What holds for the whole store, such as the head of the journal."""

account = Table(
    "account",
    metadata,
    Column("id", _NAME, primary_key=True),
    Column("login", _NAME, nullable=False, unique=True),
    Column("public_key", String(200), nullable=False),
    Column("sealed_identity", LargeBinary, nullable=False),
    Column("sealed_commons", LargeBinary, nullable=False),
    Column("sealed_card", LargeBinary, nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("created_at", _MOMENT, nullable=False),
    Column("closed_at", _MOMENT),
)
"""Who may unlock. `login` is chosen and is no name; the name is in the sealed card.

`sealed_commons` is the key that all accounts share, for the cards and the journal. `provisional`:
the phrase was chosen by somebody else and has to be changed.
"""

escrow = Table(
    "escrow",
    metadata,
    Column("account", ForeignKey("account.id"), primary_key=True),
    Column("first", ForeignKey("account.id"), nullable=False),
    Column("second", ForeignKey("account.id"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""The secret key of an account, as two officers together open it."""

casefile = Table(
    "casefile",
    metadata,
    Column("id", _NAME, primary_key=True),
    Column("head", Integer, nullable=False),
    Column("shred_key", String(100), nullable=False),
)
"""A case or an affair, the number of its last version, and the key whose loss erases it."""

revision = Table(
    "revision",
    metadata,
    Column("casefile", ForeignKey("casefile.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", _MOMENT, nullable=False),
    Column("account", _NAME, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""The last versions of a case; the file itself holds the history of its answers."""

branch = Table(
    "branch",
    metadata,
    Column("id", _NAME, primary_key=True),
    Column("casefile", ForeignKey("casefile.id"), nullable=False, index=True),
    Column("parent", Integer, nullable=False),
    Column("at", _MOMENT, nullable=False),
    Column("account", _NAME, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""A version written by somebody who had not seen the last one: kept, to be shown beside it."""

envelope = Table(
    "envelope",
    metadata,
    Column("casefile", ForeignKey("casefile.id"), primary_key=True),
    Column("account", ForeignKey("account.id"), primary_key=True, index=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""The key of a case for one entitled account, with its rights inside."""

attachment = Table(
    "attachment",
    metadata,
    Column("casefile", ForeignKey("casefile.id"), primary_key=True),
    Column("locator", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""A file of a case. The locator is keyed: it does not tell which known file it is."""

shelf = Table(
    "shelf",
    metadata,
    Column("account", ForeignKey("account.id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""What an account read of its list, kept so as to read only what changed. Can always be lost."""

journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", _MOMENT, nullable=False),
    Column("account", _NAME, nullable=False),
    Column("act", _NAME, nullable=False),
    Column("casefile", _NAME, nullable=False),
    Column("mac", String(64), nullable=False),
)
"""Who did what, when, on which case; each line holds the one before it (`expert.journal`)."""
