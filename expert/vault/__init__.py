"""Keys and sealed content: what may be read by whom, whatever the place it is kept in.

Inside: `age` is the one door to the library; `identity` holds a person's key pair, sealed under a
pass phrase; `recovery` lets two officers together open what one person lost; `envelope` seals a
case under a key of its own, wrapped for each entitled person. Nothing here knows files, tables or
the law. No cryptography of our own: every sealed thing is a file in the age format.
"""
