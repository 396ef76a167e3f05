"""A case that travels, and the whole base put aside: files that any later version opens.

Inside: `single` is one case in one age file; `backup` writes the sealed rows of a base, and beside
them the small key ring without which no erased case comes back; `restoring` makes a base again from
both. What is read is measured before it is parsed, and nothing is stored before all is checked.
"""
