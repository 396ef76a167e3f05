"""Two versions of one case, compared: only what differs, each difference taken from one or other.

Both were saved by people who had not seen the other's work. Nothing is chosen here: a difference
that nobody settled keeps both versions as they are. Inside: `difference` is one of them; `places`,
`answers` and `parts` find them; `compare` puts them together and makes one version of both.
"""

from expert.two_versions.compare import Versions, compared, differences, merged
from expert.two_versions.difference import Difference

__all__ = ["Difference", "Versions", "compared", "differences", "merged"]
