"""Keys and sealed content: what may be read by whom, whatever the place it is kept in.

Inside: `age` is the one door to the library; `phrase` says what a pass phrase must be; `identity`
holds a person's key pair, sealed under it; `recovery` lets two officers together open what one
person lost; `envelope` wraps the key of a case for each entitled account, with its rights. Nothing
here knows files, tables or the law. No cryptography of our own: every sealed thing is in the age
format.
"""
