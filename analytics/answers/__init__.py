"""The one door: a question about a version of the data -> a value of `model`, for pages, notebooks, commands and exports.

`question` says what is asked; `data` holds a version with what was worked out of it, for the whole tree at once; each
other module answers one kind of question. What may be shown, and to whom, is decided here and nowhere else.
"""

from analytics.answers.data import Data
from analytics.answers.question import Question

__all__ = ["Data", "Question"]
