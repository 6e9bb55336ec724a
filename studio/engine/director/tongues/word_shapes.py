"""What the shape of a Spanish, French or German word and its neighbours tell: number, gender, case, reflexives."""

import re
from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.agreement import alive, sex
from studio.engine.director.tongues.inflection import bases, form
from studio.engine.director.tongues.latin_tokens import Token
from studio.engine.director.tongues.units import Unit
from studio.engine.director.tongues.verbs import takes_thing
from studio.engine.director.tongues.wordbook import Entry, Wordbook, english

REFLEXIVE: Final = {"es": ("se", "me"), "fr": ("se", "s'"), "de": ("sich", "mich")}
JOINTS: Final = frozenset(
    {"und", "während", "dann", "aber", "y", "e", "et", "mientras", "pero", "mais", "puis", "luego"}
)
STOPS: Final = frozenset(",;:.!?…—–()/-")
CAPITAL: Final = frozenset({"props", "sets", "builds", "outfits", "accessories", "dressing", "body", "sounds"})
_CASES: Final = {
    "des": "genitive", "eines": "genitive", "den": "accusative", "einen": "accusative", "dem": "dative",
    "einem": "dative", "der": "der",
}  # fmt: skip
_GENDERS: Final[dict[str, dict[str, str]]] = {
    "es": {"el": "m", "un": "m", "este": "m", "ese": "m", "otro": "m", "la": "f", "una": "f", "esta": "f", "otra": "f"},
    "fr": {"le": "m", "un": "m", "ce": "m", "cet": "m", "la": "f", "une": "f", "cette": "f"},
    "de": {"eine": "f", "einen": "m", "ein": "n", "das": "n"},
}
_BETWEEN: Final = frozenset({"le", "la", "lo", "les", "los", "las", "l'", "y", "en", "lui", "nos", "ha", "han", "est"})
_GENDERED: Final = frozenset({"builds", "props", "outfits", "accessories"})
_MANY: Final = frozenset({"les", "des", "ces", "ses", "los", "las", "unos", "unas", "quelques", "plusieurs"})
_HAVING: Final = frozenset({
    "tener", "avoir", "haben", "prendre", "quedarse", "ponerse", "rester", "devenir", "sentir", "sentirse", "dar",
    "hacer", "faire", "poner", "estar", "morirse", "morder", "comerse", "ouvrir", "serrer", "apretar", "abrir",
    "tomber", "piquer",
    "pousser", "soltar", "respirar", "suspirar", "fundirse", "hincharse", "sacar", "bomber", "werden",
    "machen", "kriegen", "bekommen", "sein",
})  # fmt: skip
_GIVEN: Final = ("lo", "la", "los", "las")
_THROWN: Final = frozenset({"throw", "kick", "pass", "hand", "read", "tell", "explain", "send"})
_SINGLE: Final = frozenset({"den", "dem", "des", "einen", "einem", "eines", "diesen", "diesem", "keinen", "keinem"})
_DATIVE: Final = frozenset({"mit", "von", "bei", "aus", "zu", "nach", "seit", "gegenüber"})
_WEAK: Final = re.compile(
    r"\w*(?:bär|hase|löwe|affe|drache|junge|rabe|falke|ochse|elefant|soldat|student|polizist|held|prinz|herr|mensch|"
    r"nachbar|kunde|kollege|matrose|pirat|astronaut|bote|hirte|riese|zwerg|knabe|bube|neffe|gefährte|artist|tourist|"
    r"pianist|gitarrist|graf|fotograf|präsident|patient|dirigent|detektiv|zeuge|schütze|clown|spatz|pfau)e?n"
)
"""German nouns that end so in every case but the first: "den Bären" is one bear."""
_OPENS: Final = frozenset({"det", "owner", "prep"})
_ORDINALS: Final = frozenset({"the first", "the second", "the third"})
SMALL: Final = frozenset({"sizes", "paces", "motions", "verbs"})


class WordShapes:
    """The tokens of a sentence, and the units that were made of them so far."""

    def __init__(self, book: Wordbook, tokens: Sequence[Token | Unit], names: frozenset[str]) -> None:
        self._book = book
        self._tongue = book.tongue
        self._tokens = tokens
        self._names = names
        self._units: list[Unit] = []
        self._gone: set[int] = set()

    def _plural_head(self, head: str) -> bool:
        """Whether the noun of a German compound is a plural."""
        near = [unit.written for unit in self._units[-3:] if unit.kind in ("det", "owner")]
        singular = bases(head, "de")[1:2]
        if head.lower() in singular or (near and near[-1].endswith(("n", "m", "r", "s"))):
            return False
        return head.lower() not in self._book.phrases() and (near[-1] if near else "die") == "die"

    def _form(self, entry: Entry, at: int, last: int) -> str:
        word = self._tokens[at]
        low = word.low if isinstance(word, Token) else ""
        if entry.table == "emotions" and self._is_verbal(at, last):
            return "state"
        if entry.table in ("motions", "verbs", "emotions", "weathers"):
            itself = entry.said in ("open", "close", "shatter", "topple", "hide") and self._has_reflexive(at)
            return form(low, self._tongue) or ("reflexive" if itself else "")
        if entry.table in ("det", "owner"):
            case = _CASES.get(low, "") or (
                "dative" if low.endswith("em") else "accusative" if low.endswith("en") else ""
            )
            return case if self._tongue == "de" else ""
        if entry.table in ("builds", "props", "dressing") and self._plural(at, last):
            return "plural"
        return self._gender() if entry.table in _GENDERED else ""

    def _is_verbal(self, at: int, last: int) -> bool:
        """Whether a feeling is told by a verb: "tiene miedo", "se sorprende", "haben Angst"."""
        token = self._tokens[at]
        if not isinstance(token, Token):
            return False
        verb = next((one for one in bases(token.text, self._tongue)[1:] if form(one, self._tongue) == "infinitive"), "")
        if self._tongue == "de" and verb and token.low != verb and token.low.startswith(verb):
            return False
        felt = self._book.entries(verb) if verb else []
        if last == at + 1 and form(token.low, self._tongue) not in ("participle", "gerund") and any(
            one.table == "emotions" and one.said not in english()["feelings"] for one in felt
        ):  # fmt: skip
            return not self._book.entries(token.low)
        alone = self._has_reflexive(at) and form(token.low, self._tongue) not in ("participle", "gerund")
        return bool(verb) and (alone or (last - at > 1 and verb in _HAVING) or verb in _HAVING)

    def _gender(self) -> str:
        """F or m, by the article before: "una astronauta"."""
        near = [unit for unit in self._units[-3:] if unit.kind in ("det", "numbers", "owner")]
        return _GENDERS[self._tongue].get(near[-1].written, "") if near else ""

    def _plural(self, at: int, last: int) -> bool:
        token = self._tokens[at]
        low = token.low if isinstance(token, Token) else ""
        if self._tongue != "de":
            told = self._units[-1].written if self._units else ""
            return low.endswith(("s", "x")) and (self._one_too(low) or told in _MANY)
        before = self._units[-1].written if self._units and self._units[-1].kind == "det" else ""
        if before in _SINGLE and _WEAK.fullmatch(low) and not (before == "den" and self._after_dative()):
            return False
        if before == "den" and low.endswith("n") and low not in self._book.phrases():
            return True
        for unit in reversed(self._units):
            if unit.kind not in ("det", "owner", "colours", "sizes", "emotions", "hair", "weathers"):
                break
            before = unit.written if unit.kind in ("det", "owner") else before
        agent = low.endswith("er") and before in ("die", "diese") and bool(self._book.entries(low))
        if agent and (role := self._book.entries(low)[0]).table == "builds":
            return sex(role.said) != "female"
        listed = last - at > 1 or not self._one_too(low)
        return not listed and (before or "die") in ("die", "diese", "einige", "viele", "alle", "keine", "seine", "ihre")

    def _after_dative(self) -> bool:
        """As in "mit den Bären": behind what asks for a dative, "den" is of several."""
        return len(self._units) > 1 and self._units[-2].written in _DATIVE

    def _one_too(self, low: str) -> bool:
        """Whether a word with an ending of the plural is not listed itself, or means as its singular does."""
        found = self._book.entries(low)
        single = [one for base in bases(low, self._tongue)[1:] for one in self._book.entries(base)]
        return not found or any(one in single for one in found)

    def _reflexive(self, base: str) -> str:
        if self._tongue == "es":
            return f"{base}se"
        if self._tongue == "de":
            return f"sich {base}"
        return f"s'{base}" if base[:1] in "aeiouéhê" else f"se {base}"

    def _has_reflexive(self, at: int) -> bool:
        words = REFLEXIVE[self._tongue]
        before = self._tokens[at - 1] if at else None
        led = isinstance(before, Token) and before.low in _BETWEEN
        near = self._tokens[max(0, at - 1 - int(led)) : at]
        if self._tongue == "de":
            near = [*self._until_closed(range(at - 1, max(-1, at - 4), -1)), *self._until_closed(range(at + 1, at + 4))]
        token = self._tokens[at]
        own = isinstance(token, Token) and self._tongue == "es" and token.low.endswith(("rse", "ndose"))
        if not own and self._hands_over(at):
            return False
        return own or any(isinstance(one, Token) and one.low in words for one in near)

    def _hands_over(self, at: int) -> bool:
        """As in "se la tira", "se lo da": "se" is whoever gets what the pronoun beside it means."""
        if at >= len(self._tokens):
            return False
        before, token = self._tokens[max(0, at - 2) : at], self._tokens[at]
        words = [one.low for one in before if isinstance(one, Token)]
        given = self._tongue == "es" and words[:1] == ["se"] and words[-1] in _GIVEN
        if not given or not isinstance(token, Token):
            return False
        said = {entry.said for base in bases(token.text, "es") for entry in self._book.entries(base)}
        return not said.isdisjoint({*english()["gives"], *_THROWN})

    def _until_closed(self, places: range) -> list[Token | Unit]:
        """The tokens at these places, up to the first mark or joint."""
        found: list[Token | Unit] = []
        for at in places:
            if at >= len(self._tokens) or self._closes(at):
                break
            found.append(self._tokens[at])
        return found

    def _closes(self, at: int) -> bool:
        token = self._tokens[at]
        return isinstance(token, Unit) or token.text in STOPS or token.low in JOINTS

    def _clause(self, at: int) -> range:
        """The tokens up to the next mark or joint."""
        end = at
        while end < len(self._tokens) and not self._closes(end):
            end += 1
        return range(at, end)

    def _verbal(self, at: int) -> bool:
        token = self._tokens[at]
        if not isinstance(token, Token):
            return False
        found = [entry.table for base in bases(token.text, self._tongue) for entry in self._book.entries(base)]
        return not {"motions", "verbs", "cop"}.isdisjoint(found)

    def _noun_follows(self, at: int) -> bool:
        """Whether a noun comes, adjectives between left out; an article or a verb between begins something else."""
        for later, token in enumerate(self._tokens[at : at + 3], at):
            if isinstance(token, Unit) or token.text in STOPS:
                return False
            if token.text[0].isupper():
                return token.low not in self._names
            if self._verbal(later) or any(one.table in _OPENS for one in self._book.entries(token.low)):
                return False
        return False

    def _is_relative(self, at: int) -> bool:
        """As in ", die am Fenster steht": after a comma, with the verb last and no noun right behind."""
        led = at > 1 and self._is_prep(at - 1)
        before = self._tokens[at - 1 - led] if at else None
        if self._tongue != "de" or not isinstance(before, Token) or before.text != ",":
            return False
        clause = self._clause(at + 1)
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if not clause or not self._verbal(clause[-1]) or not isinstance(following, Token):
            return False
        if clause[-1] == at + 1:
            tables = {entry.table for entry in self._book.entries(following.low)}
            return following.text.islower() and tables.isdisjoint({"sizes", "colours", "emotions", "numbers"})
        if following.low in REFLEXIVE["de"] or self._done_with(at + 1, clause[-1]):
            return True
        small = {entry.table for entry in self._book.entries(following.low)}
        return not small.isdisjoint({"det", "owner", "prep", "pron", "clitic"}) or not self._noun_follows(at + 1)

    def _takes_up(self, at: int) -> bool:
        """As in "..., und der fällt um": behind a joint, right before a verb, the article is whom it spoke of last."""
        before = self._tokens[at - 1] if at else None
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        joined = isinstance(before, Token) and before.low in ("und", "aber", "doch")
        small = isinstance(following, Token) and following.text[0].islower()
        plain = isinstance(following, Token) and self._book.entries(following.low)[:1]
        describes = any(one.table in ("sizes", "colours", "hair", "emotions", "numbers") for one in plain or ())
        return joined and small and self._verbal(at + 1) and not describes and not self._noun_follows(at + 1)

    def _done_with(self, at: int, verb: int) -> bool:
        """As in ", der Tee in eine Tasse gießt": what stands first cannot itself do what is done with things."""
        noun, last = self._tokens[at], self._tokens[verb]
        if not isinstance(noun, Token) or not isinstance(last, Token) or verb == at or not noun.text[0].isupper():
            return False
        kinds = {entry.table for base in bases(noun.text, "de") for entry in self._book.entries(base)}
        does = [entry.said for base in bases(last.text, "de") for entry in self._book.entries(base)]
        beasts = any(alive(entry.said) for base in bases(noun.text, "de") for entry in self._book.entries(base))
        return bool(kinds & {"props", "accessories"}) and not beasts and "builds" not in kinds and any(
            takes_thing(one) for one in does
        )  # fmt: skip

    def _is_prep(self, at: int) -> bool:
        token = self._tokens[at] if at < len(self._tokens) else None
        return isinstance(token, Token) and any(entry.table == "prep" for entry in self._book.entries(token.low))

    def _is_last(self, at: int) -> bool:
        """Whether nothing follows that a preposition could stand before."""
        token = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return token is None or (isinstance(token, Token) and (token.text in STOPS or token.low in JOINTS))

    def _written_so(self, at: int, last: int, entry: Entry) -> bool:
        """German nouns have capitals, adjectives have none: "weg" is no way, "Gläsern" are glasses.

        An ordinal is somebody only where a verb follows: "der erste trägt", not "der erste Schnee".
        """
        following = self._tokens[last] if last < len(self._tokens) else None
        if entry.said == "hand in hand" and isinstance(following, Token) and following.low in ("de", "d'"):
            return False
        token = self._tokens[at]
        led = isinstance(token, Token) and token.low in ("el", "la", "le", "los", "las") and entry.table == "builds"
        noun = last < len(self._tokens) and isinstance(one := self._tokens[last], Token) and any(
            found.table in CAPITAL for found in self._book.entries(one.low)
        )  # fmt: skip
        if led and last > at + 1 and noun:
            return False
        if (entry.said == "both" or led) and last > at + 1 and not (last < len(self._tokens) and self._verbal(last)):
            return False
        done_to = isinstance(token, Token) and token.low in ("den", "dem") and self._is_last(last - 1)
        if entry.said in _ORDINALS and not done_to and not (last < len(self._tokens) and self._verbal(last)):
            return False
        if self._tongue != "de":
            return True
        later = any(isinstance(one, Token) and one.text[:1].isupper() for one in self._tokens[at + 1 : last])
        if entry.table == "builds" and last > at + 1 and not later:
            return False
        if entry.table == "det" and entry.said == "some" and later:
            return False
        capital = any(isinstance(one, Token) and one.text[:1].isupper() for one in self._tokens[at:last])
        if capital:
            return entry.table not in SMALL or not self._units or last - at > 1
        heard = entry.table == "sounds" and isinstance(first := self._tokens[at], Token) and first.low.endswith("t")
        return entry.table not in CAPITAL or heard or (entry.table == "sounds" and last > at + 1)
