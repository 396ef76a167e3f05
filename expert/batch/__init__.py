"""Many incidents in one file: one a line, without a name; statuses out, one line at a time.

A line is read, refused with its number or turned into marks; a block of lines is evaluated at once,
one bit a line; what is written is the same, status for status, as `qualif qualifier` says.
"""
