"""What alembic runs: the migrations, on the connection it was given, in its transaction."""

from __future__ import annotations

from alembic import context

from expert.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the transaction is the caller's, and takes everything back
)
context.run_migrations()
