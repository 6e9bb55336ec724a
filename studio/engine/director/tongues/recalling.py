"""What goes without saying in a clause, told from what was said before it: whom it is done to, and with what."""

from dataclasses import replace
from typing import Final

from studio.engine.director.tongues.agreement import pronoun, untold
from studio.engine.director.tongues.saying_nouns import NounSpeaker
from studio.engine.director.tongues.units import Clause, Phrase, Unit
from studio.engine.director.tongues.verbs import recalls
from studio.engine.director.tongues.wording import is_several, unmarked

_GIVES: Final = frozenset({"give", "hand"})
_TOUCHES: Final = frozenset({"pat", "hold hands", "hug"})
LETS_GO: Final = frozenset({"throw", "kick", "drop", "hit", "roll", "bounce"})
"""What is let go: whoever chases after it means that."""


class Recalling(NounSpeaker):
    """Tells what a clause leaves out."""

    def _recall(self, clause: Clause) -> None:
        """Whom or what a verb is done with where nothing is said: the thing or the person spoken of last."""
        self._person_for_it(clause)
        if recalls(clause) and self._memory.thing is not None:
            clause.objects.insert(0, self._it(clause))
        elif clause.verb is not None and clause.verb.said in _GIVES and (clause.subjects or self._subjects):
            self._receive(clause)
        elif clause.verb is not None and clause.verb.said == "put" and clause.verb.written.startswith(("かぶ", "被")):
            bare = len(clause.objects) == 1 and self._memory.thing is not None
            clause.objects += [replace(self._it(clause), role="on")] if bare else []
        elif clause.verb is not None and (
            clause.verb.said == "approach" or any(one.said == "closer" for one in clause.adverbs)
        ):
            self._approached(clause)
        elif clause.verb is not None and clause.verb.said in _TOUCHES and not clause.objects:
            self._patted(clause)
        elif clause.verb is not None and clause.verb.said in ("chase", "help up") and clause.subjects:
            chased = self._chased(clause)
            if chased is not None and not any(one.role in ("object", "dative") for one in clause.objects):
                clause.objects.insert(0, chased)

    def _approached(self, clause: Clause) -> None:
        """As in "용이 잔다. 기사가 다가간다": whom somebody comes closer to is whom the words were about."""
        subjects, memory = clause.subjects or self._subjects, self._memory
        led = any(one.role not in ("with", "without", "in") for one in clause.objects)
        closer = next((one for one in clause.adverbs if one.said == "closer"), None)
        whom = next((one for one in (memory.topic, memory.other) if one is not None and subjects
                     and one.head.said != subjects[0].head.said), None)  # fmt: skip
        if led or not subjects or whom is None or whom.head.kind not in ("builds", "name", "props"):
            return
        clause.adverbs = [one for one in clause.adverbs if one is not closer]
        clause.objects.insert(0, replace(self._again(whom), role="towards" if closer is not None else "object"))

    def _patted(self, clause: Clause) -> None:
        """As in "Nao wa shagande, atama wo naderu": whose head it is goes without saying."""
        memory, own = self._memory, [one.head.said for one in clause.subjects or self._subjects]
        told = (memory.topic, memory.other, memory.thing, memory.done)
        if clause.verb is None or (clause.verb.said != "pat" and (len(own) != 1 or own[0] in ("they", "couple"))):
            return
        other = next((one for one in told if one is not None and own and one.head.said not in own), None)
        if other is not None:
            clause.objects.append(replace(self._again(other), role="object"))

    def _receive(self, clause: Clause) -> None:
        """As in "딸은 꽃다발을 내민다": who gets it is whom the words were about before."""
        memory, giver = self._memory, (clause.subjects or self._subjects)[0]
        told = [one for one in (memory.topic, memory.other) if one is not None and one.person]
        other = next((one for one in told if one.head.said != giver.head.said), None)
        gets = any(one.role in ("dative", "to") or (one.role == "object" and one.person) for one in clause.objects)
        gives = any(one.role == "object" and one.head.kind == "props" for one in clause.objects)
        if giver.person and giver.head.kind != "pron" and other is not None and gives and not gets:
            clause.objects.append(replace(self._again(other), role="dative"))

    def _person_for_it(self, clause: Clause) -> None:
        """As in "a boy runs off; a merchant chases that": whom one chases is no thing where none was told."""
        verb = clause.verb.said if clause.verb is not None else ""
        it = next((one for one in clause.objects if one.head.kind == "pron" and one.head.said == "it"), None)
        if it is None or verb not in ("chase", "follow", "look back at") or self._memory.thing is not None:
            return
        other = self._chased(clause) if clause.subjects else None
        if other is not None:
            clause.objects[clause.objects.index(it)] = other

    def _chased(self, clause: Clause) -> Phrase | None:
        """What was thrown or kicked right before; else who was told of last."""
        memory = self._memory
        if memory.thing is not None and (memory.did in LETS_GO or memory.topic is None or not memory.topic.person):
            return self._it(clause)
        other = memory.topic if memory.topic is not None and memory.topic.person else memory.other
        if other is None or other.head.said == clause.subjects[0].head.said:
            return None
        return replace(self._again(other), role="object")

    def _it(self, clause: Clause) -> Phrase:
        """The thing that was spoken of last, where nothing is said."""
        thing, end = self._memory.thing, clause.verb.end if clause.verb is not None else 0
        several = thing is not None and (is_several(thing) or thing.head.said in self._memory.many)
        return Phrase(Unit("pron", "they" if several else "it", end, end), "object")

    def _again(self, phrase: Phrase) -> Phrase:
        head = phrase.head
        if self._articles and untold(phrase):
            return Phrase(Unit("pron", pronoun(phrase), 0, 0), phrase.role)
        joined = [self._again(one) for one in phrase.joined if one.role != "apposition"]
        count = phrase.count if phrase.count is not None else None
        silent = Unit(head.kind, head.said, 0, 0, head.form)
        det = "" if head.kind in ("name", "pron") else "the"
        return Phrase(silent, phrase.role, det, [], unmarked(count), joined=joined)

    # Time, air and the camera.
