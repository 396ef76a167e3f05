"""Who acts on the cases: an unlocked account opens, saves, shares and erases, and each act is told.

Inside: `accounts` is who may unlock; `founding` makes the first accounts and their recovery;
`unlocking` opens one with its phrase; `recovering` gives an account back with two officers;
`recording` writes the journal inside the transaction of each act; `sealing` turns a case into
sealed bytes and back; `desk` is what an unlocked account can do; `shelf` lists its cases.
"""
