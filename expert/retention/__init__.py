"""How long a case is kept, what stops its erasure, and everything that an erasure must reach.

Inside: `clock` says which day it is, or refuses; `durations` is what the establishment sets where
no text says; `due` gives the day of a case and why; `due_list` warns; `plan` lists what must go;
`record` tells which earlier sanctions still count. The durations of the law come from the base.
"""
