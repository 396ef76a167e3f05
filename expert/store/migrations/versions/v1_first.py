"""The first store: accounts, cases, envelopes, attachments, journal.

The tables are written out here, not taken from `schema`: a migration tells what a version was.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

_MOMENT = sa.String(25)
_NAME = sa.String(40)


def upgrade() -> None:
    """Make every table of the first version."""
    op.create_table(
        "setting",
        sa.Column("name", _NAME, nullable=False),
        sa.Column("value", sa.String(2000), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )
    _accounts()
    _cases()
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("account", _NAME, nullable=False),
        sa.Column("act", _NAME, nullable=False),
        sa.Column("casefile", _NAME, nullable=False),
        sa.Column("mac", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_journal"),
    )


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("login", _NAME, nullable=False),
        sa.Column("public_key", sa.String(200), nullable=False),
        sa.Column("sealed_identity", sa.LargeBinary, nullable=False),
        sa.Column("sealed_commons", sa.LargeBinary, nullable=False),
        sa.Column("sealed_card", sa.LargeBinary, nullable=False),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("closed_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("login", name="uq_account_login"),
    )
    op.create_table(
        "escrow",
        sa.Column("account", _NAME, nullable=False),
        sa.Column("first", _NAME, nullable=False),
        sa.Column("second", _NAME, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_escrow"),
        *(
            sa.ForeignKeyConstraint([column], ["account.id"], name=f"fk_escrow_{column}")
            for column in ("account", "first", "second")
        ),
    )
    op.create_table(
        "shelf",
        sa.Column("account", _NAME, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_shelf"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_shelf_account"),
    )


def _cases() -> None:
    op.create_table(
        "casefile",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("shred_key", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_casefile"),
    )
    op.create_table(
        "revision",
        sa.Column("casefile", _NAME, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("account", _NAME, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("casefile", "number", name="pk_revision"),
        _of_case("revision"),
    )
    op.create_table(
        "branch",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("casefile", _NAME, nullable=False),
        sa.Column("parent", sa.Integer, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("account", _NAME, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_branch"),
        _of_case("branch"),
    )
    op.create_index("ix_branch_casefile", "branch", ["casefile"])
    op.create_table(
        "envelope",
        sa.Column("casefile", _NAME, nullable=False),
        sa.Column("account", _NAME, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("casefile", "account", name="pk_envelope"),
        _of_case("envelope"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_envelope_account"),
    )
    op.create_index("ix_envelope_account", "envelope", ["account"])
    op.create_table(
        "attachment",
        sa.Column("casefile", _NAME, nullable=False),
        sa.Column("locator", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("casefile", "locator", name="pk_attachment"),
        _of_case("attachment"),
    )


def _of_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["casefile"], ["casefile.id"], name=f"fk_{table}_casefile")
