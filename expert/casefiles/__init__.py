"""The saved incidents: one file each, in a folder that only its owner may read.

Inside: `listing` names the folder, `summary` says what a line of the list shows, `shelf` lists
thousands (all three without the rule base); `noted` keeps a conclusion with the answers it holds
for; `store` opens and saves, `removal` deletes, `lock` keeps two windows from saving at once.
Promises: a save never loses the previous file, and never overwrites a file that another window has
changed meanwhile.
"""
