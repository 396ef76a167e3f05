"""Where the cases are kept: SQLite by default, the PostgreSQL of a team by its address.

Inside: `schema` is every table; `migrations` brings an older store to it; `place` says where the
default store is and refuses a folder that cannot keep it; `opening` opens either kind. One code
path: nothing above knows which. The tables hold sealed bytes, pseudonyms, numbers and moments; no
name, no fact and no title in the clear.
"""
