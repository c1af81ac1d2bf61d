"""Signs of a text that nobody sees, and that another program, or a web page, has left in it."""

import re
import unicodedata

UNSEEN = re.compile(  # control, direction, width 0, no use of their own; a joiner behind a letter
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ue000-\uf8ff\ufeff\uffa0\ufff9-\uffff\U000e0000-\U0010ffff]"
    "(?<![^\x00-\x7f][\u200c\u200d])"
)
REMEDY = "take it away, or write the sign that is meant there"


def fault(text):
    """(where the first such sign stands in a text, what is wrong with it); None if there is none.

    One that is written in parts is meant to be another text by whoever compares the two.
    """
    if found := UNSEEN.search(text):
        return found.start(), f"the text holds {_called(found[0])}, which nobody sees"
    if not unicodedata.is_normalized("NFC", text):
        whole = unicodedata.normalize("NFC", text)
        at = next((n for n, (one, other) in enumerate(zip(text, whole)) if one != other), 0)
        return at, f'"{whole[at]}" is written as another sign, or in parts, than elsewhere (NFD)'
    return None


def _called(sign):
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X}{name and ', '}{name.lower()}"
