"""Who acts on the cases: an unlocked account opens, saves, shares and erases, and each act is told.

Inside: `accounts` is who may unlock; `founding` makes the first accounts and their recovery;
`inviting` gives, lists and closes others; `unlocking` opens one with its phrase; `recovering` gives
an account back with two officers; `recording` writes the journal inside the transaction of each
act, `watching` verifies it; `holding` is the key of a case and its rights; `sealing` turns a case
into sealed bytes and back, `versions` stores them; `desk` is what an unlocked account can do;
`shelf` lists its cases.
"""
