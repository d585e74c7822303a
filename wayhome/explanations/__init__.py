"""Plain words for what a discharge plan says, with proof that no number, unit or "not" was lost.

Pure: no database and no clock. `explain_dosages` takes structured doses, `explain_words` free text,
`purpose_of` says what a medicine is for.
"""

from wayhome.explanations.explanation import Explanation
from wayhome.explanations.medicines import purpose_of
from wayhome.explanations.sources import explain_dosages, explain_words

__all__ = ["Explanation", "explain_dosages", "explain_words", "purpose_of"]
