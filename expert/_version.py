"""The version of the software, written here and nowhere else.

The build reads this file, so the number is the same from a checkout and from an installed wheel.
The state of the law has a version of its own, in `knowledge/base/base.yaml`.
"""

__version__ = "0.5.0"
