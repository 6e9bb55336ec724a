"""What the sentences before have told."""

from dataclasses import dataclass, field
from typing import Final

from studio.engine.director.tongues.units import Phrase

_NOBODY: Final = frozenset({"nobody", "nothing", "something", "one", "the other", "both", "each other"})


_LIDDED: Final = frozenset({
    "box", "chest", "pot", "jar", "crate", "lunchbox", "bento", "kettle", "teapot", "bottle", "suitcase", "basket",
    "barrel", "can", "case", "pan", "bucket", "gift", "present", "package",
})  # fmt: skip


@dataclass
class Memory:
    """What the sentences before have told: whom they were about, and which nouns were said."""

    topic: Phrase | None = None
    other: Phrase | None = None
    thing: Phrase | None = None
    done: Phrase | None = None
    container: Phrase | None = None
    did: str = ""
    seen: set[str] = field(default_factory=set[str])
    many: set[str] = field(default_factory=set[str])

    @property
    def anybody(self) -> bool:
        """Whether the words have spoken of somebody."""
        return self.other is not None or (self.topic is not None and self.topic.person)

    def thing_again(self, beside: object) -> Phrase | None:
        """Whom or what was spoken of last; a thing, where somebody is named ``beside`` it."""
        about_it = self.topic is not None and self.topic.head.kind == "props"
        return self.topic if about_it or not beside else (self.thing or self.topic)

    def note(self, phrase: Phrase, subject: bool) -> None:
        """A phrase was said."""
        self.seen.add(phrase.head.said)
        if phrase.head.said in _NOBODY:
            return
        if phrase.head.kind == "props" and phrase.head.said.split()[-1] in _LIDDED:
            self.container = phrase
        if phrase.head.kind in ("props", "unknown") and (subject or phrase.role == "object"):
            self.done = phrase
        if subject and phrase.head.said != "it":
            if self.topic is not None and self.topic.head.said != phrase.head.said and self.topic.person:
                self.other = self.topic
            self.topic = phrase
        elif phrase.person and phrase.head.kind != "pron":
            self.other = phrase
        elif phrase.head.kind in ("props", "unknown", "outfits", "accessories"):
            self.thing = phrase
